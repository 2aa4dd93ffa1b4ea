"""Finance: what was earned and spent, where the money is, and what is still to be paid."""
