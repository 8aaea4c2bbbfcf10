"""What every test has. Its home for data and keys is made in ``tests.postgres``, which loads first."""
