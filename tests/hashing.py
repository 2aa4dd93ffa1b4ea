"""Passwords are hashed as the program does it, but in no time: it takes long to stop guessers."""

from django.contrib.auth.hashers import Argon2PasswordHasher


class QuickArgon2(Argon2PasswordHasher):
    """The same with the least work: 180 ms of CPU a password become none, of which a test that
    guesses 140 passwords has no use. The program in a process of its own hashes as it always does.
    """

    time_cost, memory_cost, parallelism = 1, 8, 1
