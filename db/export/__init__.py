"""What leaves the building: each file format that is written stands here once, for the command line and for the explorer."""
