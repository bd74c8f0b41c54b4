//! Room for recursion.
//!
//! Loading bounds how deep a document nests, and every later step walks it by recursion. A level costs some tens of
//! KiB where nothing is optimized, so a hundred of them need more than the stack of most threads.

use std::num::NonZero;
use std::panic::resume_unwind;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// Several times what the deepest document takes; memory that is not touched costs nothing.
const STACK: usize = 64 << 20;

/// Does `work` where the stack suffices for the deepest document that can be loaded.
pub fn roomy<T: Send>(work: impl Fn() -> T + Sync) -> T {
    thread::scope(|scope| {
        let worker = thread::Builder::new().stack_size(STACK);
        match worker.spawn_scoped(scope, &work) {
            Ok(worker) => worker.join().unwrap_or_else(|panic| resume_unwind(panic)),
            // No thread is to be had; all but the deepest documents do without one.
            Err(_) => work(),
        }
    })
}

/// Does `work` for each item, on as many threads as there are processors, and returns the results in the order of the
/// items. To be called where the stack suffices already.
pub fn each<I: Sync, T: Send>(items: &[I], work: impl Fn(&I) -> T + Sync) -> Vec<T> {
    let next = AtomicUsize::new(0);
    let some = || {
        let mut done = Vec::new();
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            let Some(item) = items.get(at) else {
                return done;
            };
            done.push((at, work(item)));
        }
    };
    let threads = thread::available_parallelism().map_or(1, NonZero::get);
    let mut done = thread::scope(|scope| {
        let others = 1..threads.min(items.len());
        let others: Vec<_> = others
            .filter_map(|_| {
                let worker = thread::Builder::new().stack_size(STACK);
                worker.spawn_scoped(scope, some).ok()
            })
            .collect();
        let mut done = some();
        for worker in others {
            done.extend(worker.join().unwrap_or_else(|panic| resume_unwind(panic)));
        }
        done
    });
    done.sort_by_key(|(at, _)| *at);
    done.into_iter().map(|(_, result)| result).collect()
}
