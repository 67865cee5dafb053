"""
Secrets are masked by value wherever text leaves the program.

    secret_mask      the secrets that are known, and the forms in which they travel
    masked_stream    long texts, masked piece by piece
    masked_result    what was read out of an answer
"""

from explorer.domain.masking.secret_mask import MASK, SHORTEST, SecretMask

__all__ = ["MASK", "SHORTEST", "SecretMask"]
