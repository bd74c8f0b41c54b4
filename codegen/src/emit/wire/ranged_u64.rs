//! Unsigned integers whose bounds are part of their type.

use super::ranged::ranged;

ranged! {
    /// An integer from `MIN` to `MAX`, which may lie beyond the signed 64 bits; without `MAX`, any number from `MIN` on.
    RangedU64(u64)
}
