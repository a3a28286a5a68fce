"""Documents on paper and to file: data set by typst as tagged PDF, in our own fonts."""
