"""The benchmark: the product as production serves it, beside a bare Flask app of our own."""
