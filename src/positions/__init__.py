"""positions: a tracker of diplomatic positions. From a news article to a table of who stands where."""

__version__ = "0.1.0"
