//! Which edges of a graph close a cycle when its nodes are added one after the other.
//!
//! To look for the cycles of each node anew would take quadratic time. Instead all edges are halved by time: those that are in
//! a strongly connected component of the graph at half the time are sorted into the first half, the others into the second,
//! where the components of the first half are one node each. Each edge is looked at a logarithmic number of times.

use std::collections::HashMap;

/// An edge.
#[derive(Clone, Copy)]
pub(super) struct Edge {
    pub(super) from: usize,
    pub(super) to: usize,
    /// When the last of the two nodes is added.
    pub(super) time: usize,
}

/// Returns for each edge whether it is on a cycle of the graph as it is at the edge's time; all times are below `end`.
pub(super) fn closing(nodes: usize, edges: &[Edge], end: usize) -> Vec<bool> {
    let mut search = Search {
        edges,
        roots: (0..nodes).collect(),
        closing: vec![false; edges.len()],
    };
    search.halve((0..edges.len()).collect(), 0, end);
    search.closing
}

struct Search<'e> {
    edges: &'e [Edge],
    /// Nodes of one component have one root, to which these lead.
    roots: Vec<usize>,
    closing: Vec<bool>,
}

impl Search<'_> {
    /// Sorts edges that become part of a component from `start` on, and at `end` at the latest; `end` of all times is never.
    fn halve(&mut self, edges: Vec<usize>, start: usize, end: usize) {
        if edges.is_empty() {
            return;
        }
        if start == end {
            for at in edges {
                let Edge { from, to, time } = self.edges[at];
                self.closing[at] = time == start;
                let (from, to) = (self.root(from), self.root(to));
                self.roots[from] = to;
            }
            return;
        }
        let middle = start.midpoint(end);
        let components = self.components(&edges, middle);
        let (before, after) = edges.into_iter().partition(|at| {
            let Edge { from, to, time } = self.edges[*at];
            let component = |node: usize| components.get(&node);
            time <= middle && component(self.root(from)) == component(self.root(to))
        });
        self.halve(before, start, middle);
        self.halve(after, middle + 1, end);
    }

    fn root(&mut self, node: usize) -> usize {
        let mut root = node;
        while self.roots[root] != root {
            self.roots[root] = self.roots[self.roots[root]];
            root = self.roots[root];
        }
        root
    }

    /// The strongly connected component of each root, as far as there are edges at that time.
    fn components(&mut self, edges: &[usize], time: usize) -> HashMap<usize, usize> {
        let mut local: HashMap<usize, usize> = HashMap::new();
        let mut next: Vec<Vec<usize>> = Vec::new();
        for at in edges {
            let edge = self.edges[*at];
            if edge.time > time {
                continue;
            }
            let [from, to] = [edge.from, edge.to].map(|node| {
                let root = self.root(node);
                *local.entry(root).or_insert_with(|| {
                    next.push(Vec::new());
                    next.len() - 1
                })
            });
            next[from].push(to);
        }
        let of = strongly_connected(&next);
        local
            .into_iter()
            .map(|(root, local)| (root, of[local]))
            .collect()
    }
}

/// The component of each node, by Tarjan's algorithm without recursion.
fn strongly_connected(next: &[Vec<usize>]) -> Vec<usize> {
    const NEW: usize = usize::MAX;
    let mut order = vec![NEW; next.len()];
    let mut low = vec![0; next.len()];
    let mut component = vec![NEW; next.len()];
    let (mut count, mut stack) = (0, Vec::new());
    for start in 0..next.len() {
        if order[start] != NEW {
            continue;
        }
        let mut open = vec![(start, 0)];
        while let Some((node, edge)) = open.pop() {
            if edge == 0 {
                (order[node], low[node]) = (count, count);
                count += 1;
                stack.push(node);
            }
            if let Some(to) = next[node].get(edge).copied() {
                open.push((node, edge + 1));
                if order[to] == NEW {
                    open.push((to, 0));
                } else if component[to] == NEW {
                    low[node] = low[node].min(order[to]);
                }
                continue;
            }
            if low[node] == order[node] {
                while let Some(member) = stack.pop() {
                    component[member] = node;
                    if member == node {
                        break;
                    }
                }
            }
            if let Some((above, _)) = open.last() {
                low[*above] = low[*above].min(low[node]);
            }
        }
    }
    component
}

#[cfg(test)]
mod tests {
    use super::{Edge, closing};

    /// Returns `true` if a path leads from `from` to `to` over edges whose time is at most `time`.
    fn leads(edges: &[Edge], from: usize, to: usize, time: usize) -> bool {
        let (mut seen, mut open) = (vec![false; 64], vec![from]);
        while let Some(node) = open.pop() {
            if node == to {
                return true;
            }
            if !std::mem::replace(&mut seen[node], true) {
                let there = edges
                    .iter()
                    .filter(|edge| edge.from == node && edge.time <= time);
                open.extend(there.map(|edge| edge.to));
            }
        }
        false
    }

    #[test]
    fn an_edge_closes_a_cycle_exactly_if_its_end_leads_back_to_its_start() {
        let mut state = 7_u64;
        let mut random = |below: usize| {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1);
            usize::try_from(state >> 33).unwrap_or(0) % below
        };
        for _ in 0..500 {
            let nodes = 1 + random(12);
            let count = random(30);
            let edges: Vec<Edge> = (0..count)
                .map(|_| {
                    let (from, to) = (random(nodes), random(nodes));
                    Edge {
                        from,
                        to,
                        time: from.max(to),
                    }
                })
                .collect();
            let found = closing(nodes, &edges, nodes);
            for (edge, found) in edges.iter().zip(found) {
                assert_eq!(found, leads(&edges, edge.to, edge.from, edge.time));
            }
        }
    }
}
