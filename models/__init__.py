"""What referat knows: the shapes of minutes and the words they use. Imports nothing of ours."""
