//! Signed integers whose bounds are part of their type.

use super::ranged::ranged;

ranged! {
    /// An integer from `MIN` to `MAX`; without `MAX`, any number from `MIN` on.
    RangedI64(i64)
}
