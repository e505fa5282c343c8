"""What tantivy raises, and what it tells of the index."""

# How tantivy tells of what passes, in a ValueError as of a damaged file: an error of
# the system (no more files may be open, no right to read, a disk that fails, or is full
# or beyond a quota), and another writer.
_PASSING = ("io_error: Os {", "(os error 28)", "(os error 122)", "LockBusy")


def is_failure(error: BaseException) -> bool:
    """Whether this is raised where an index cannot be read or written.

    A panic of Rust is among them. Its class inherits from BaseException and cannot be
    imported: pyo3 makes it when it is first raised. Of a damaged file come values that
    make no sense, such as a key that is None: what is done with them raises TypeError
    or LookupError.
    """
    kinds = OSError | ValueError | TypeError | LookupError
    return isinstance(error, kinds) or (
        type(error).__module__ == "pyo3_runtime"
        and type(error).__name__ == "PanicException"
    )


def is_damage(error: BaseException) -> bool:
    """Whether such a failure tells of a file that is not there or not whole, and not
    only out of reach for now."""
    if isinstance(error, OSError):
        return isinstance(error, FileNotFoundError)
    return not any(each in str(error) for each in _PASSING)
