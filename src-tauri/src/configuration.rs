//! What must be true of the files beside the code, checked by the tests.
