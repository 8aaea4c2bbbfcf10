"""What comes from outside, read with suspicion: numbers of persons, files, photographs."""
