// Judges patterns by the engine of JavaScript. Reads a JSON array `[pattern, strings]` from each line of the standard input,
// and writes for each the verdicts `[with the flag u, without a flag]`: a string of `1` and `0`, one for each string, or null
// if the pattern is refused. A verdict that takes longer than a second is `?`.
//
// With the flag `u`, the engine of node 20 also begins matches between the surrogates of a character, against ECMA-262:
// `/\B/u.test("0😀0")` is true. So the search is written as a part of the pattern.
import readline from 'node:readline';
import vm from 'node:vm';

const state = vm.createContext({});
const judge = new vm.Script('for (const string of strings) found.push(regex.test(string) ? 1 : 0)');

function verdicts(pattern, flags, strings) {
  let regex;
  try {
    regex = new RegExp(pattern, flags);
    if (flags === 'u') {
      regex = new RegExp(`^[^]*?(?:${pattern})`, flags);
    }
  } catch {
    return null;
  }
  Object.assign(state, { regex, strings, found: [] });
  try {
    judge.runInContext(state, { timeout: 1000 });
  } catch {
    // The rest stays unknown.
  }
  return state.found.join('').padEnd(strings.length, '?');
}

for await (const line of readline.createInterface({ input: process.stdin })) {
  const [pattern, strings] = JSON.parse(line);
  console.log(JSON.stringify([verdicts(pattern, 'u', strings), verdicts(pattern, '', strings)]));
}
