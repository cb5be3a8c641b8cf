"""The report: one HTML page that stands alone.

`page.page(findings)` gives it as a text. Each part is a module with functions `Findings -> Markup`; all of
them build with `html.tag`, which escapes. Style is `data/report/style.css`; there is no script.
"""
