//! Numbers that look random and are the same in every run (SplitMix64).

/// A number that belongs to these two.
pub(crate) fn of(one: u64, other: u64) -> u64 {
    let mixed = one.wrapping_mul(0x9e37_79b9_7f4a_7c15).wrapping_add(other.rotate_left(32));
    let mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}

/// The same between nothing and `below`.
pub(crate) fn below(below: u64, one: u64, other: u64) -> u64 {
    of(one, other) % below
}
