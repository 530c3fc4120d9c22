//! Free ports of this machine.

use std::net::{Ipv4Addr, TcpListener};

use super::Error;

/// The number of consecutive ports that a private broker uses.
pub(super) const IN_A_ROW: u16 = 20;

/// The first of [`IN_A_ROW`] free ports in a row, below the range from which the system gives out its own, so that
/// no connection of a neighbour can take one of them between now and the broker's start.
pub fn free_range() -> Result<u16, Error> {
    let free = |port| TcpListener::bind((Ipv4Addr::LOCALHOST, port)).is_ok();
    let slots = (32000 - 20000) / IN_A_ROW;
    (0..slots)
        .map(|_| 20000 + IN_A_ROW * fastrand::u16(0..slots))
        .find(|&first| (first..first + IN_A_ROW).all(free))
        .ok_or(Error::NoPorts)
}
