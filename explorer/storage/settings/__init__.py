"""One versioned JSON file, and what each part of the program keeps in it. Secrets never are among it."""
