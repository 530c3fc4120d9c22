//! Steps of the loops whose number of rounds could grow with the square of the text. Tests count them, so that they need
//! no clock; elsewhere nothing is counted.

#[cfg(test)]
use std::cell::Cell;

#[cfg(test)]
thread_local! {
    static STEPS: Cell<u64> = const { Cell::new(0) };
}

/// The same items, each of which is a step.
pub(in crate::enrich) fn counted<T>(items: impl Iterator<Item = T>) -> impl Iterator<Item = T> {
    items.inspect(|_| step())
}

/// One step.
pub(in crate::enrich) fn step() {
    #[cfg(test)]
    STEPS.set(STEPS.get() + 1);
}

/// The steps of this thread while a task runs.
#[cfg(test)]
pub(in crate::enrich) fn of<T>(task: impl FnOnce() -> T) -> u64 {
    let before = STEPS.get();
    task();
    STEPS.get() - before
}
