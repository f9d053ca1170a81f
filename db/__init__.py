"""Minutes kept, asked and shown: schema, store, search, exports, explorer."""
