"""`python -m positions`, and the console script."""

from __future__ import annotations


def main() -> None:
    """Run the command line; the import waits until here, so that importing the package costs nothing."""
    from positions.cli import run

    run()


if __name__ == "__main__":
    main()
