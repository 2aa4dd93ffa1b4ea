"""Property tests here read locale data on first use, which no deadline per example should judge."""

from hypothesis import settings

settings.register_profile("freelancer_os", deadline=None)
settings.load_profile("freelancer_os")
