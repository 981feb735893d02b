//! A ranking as a table of Arrow.

use std::sync::Arc;

use arrow_array::{ArrayRef, Float64Array, Int64Array, RecordBatch, StringArray};
use arrow_schema::{ArrowError, DataType, Field, Schema};

use crate::report::Cells;

/// The columns of the CSV, numbers as numbers; what is empty is null.
///
/// # Errors
/// Those of Arrow.
pub(super) fn batch(
    Cells {
        columns: names,
        rows,
    }: &Cells,
) -> Result<RecordBatch, ArrowError> {
    let mut fields = Vec::with_capacity(names.len());
    let mut arrays: Vec<ArrayRef> = Vec::with_capacity(names.len());
    for (at, (name, decimals)) in names.iter().enumerate() {
        let cells = rows.iter().map(|row| row[at].as_str());
        let array: ArrayRef = match decimals {
            None => Arc::new(StringArray::from_iter_values(cells)),
            Some(0) => Arc::new(cells.map(|cell| cell.parse().ok()).collect::<Int64Array>()),
            Some(_) => Arc::new(
                cells
                    .map(|cell| cell.parse().ok())
                    .collect::<Float64Array>(),
            ),
        };
        let kind: &DataType = array.data_type();
        fields.push(Field::new(*name, kind.clone(), decimals.is_some()));
        arrays.push(array);
    }
    RecordBatch::try_new(Arc::new(Schema::new(fields)), arrays)
}
