//! Run (ranked ids) and labels in, metrics out. Knows nothing of features.
