"""Answers as things to look at: each function takes values and gives a rich renderable; none prints.

Every text of the store goes through `render.safe.visible`; a table is never given a plain string of it.
"""
