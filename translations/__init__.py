"""Translation catalogues, one folder a language; Danish is the source and needs none."""
