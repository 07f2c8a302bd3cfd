"""Two versions of a text: which provision became which, and which words changed."""
