"""A set to begin with: the categories of a freelancer, and the tax rates of the country.

It imports the models of finance.
"""
