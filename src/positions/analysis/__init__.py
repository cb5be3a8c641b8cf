"""What follows from what was said: standings, agreement, changes. Pure: values in, values out."""
