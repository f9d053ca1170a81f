"""The Danish pipeline: `pipeline/` holds the trained model, `train.py` makes it, `scores.json` says how well it reads."""
