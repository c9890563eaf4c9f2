"""The one source of fictional content, for tests and measurements.

`records` draws cases and towns by a seed, `crowded` small knowledge bases from them in which everything meets, `written` the same records
as files in the size of real ones, `strategies` draws cases by hypothesis.
"""
