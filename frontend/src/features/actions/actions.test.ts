import { describe, expect, it } from 'vitest';
import { openExample } from '../../testing/workspace';
import { ActionsState, decisions, ideasIn } from './actions.svelte';

it.each([
  ['one', ['one']],
  ['- one\n* two\n• three\n\n', ['one', 'two', 'three']],
  ['1. one\n2) two', ['one', 'two']],
  ['- [ ] one\r\n- [x] two', ['one', 'two']],
  ['5xx alerts\n-5 % budget', ['5xx alerts', '-5 % budget']],
  [' \n', []],
])('reads ideas from %j', (text, ideas) => {
  expect(ideasIn(text)).toEqual(ideas);
});

it('has one key for each decision', () => {
  expect(new Set(decisions.map(({ key }) => key)).size).toBe(decisions.length);
});

describe('ActionsState', () => {
  it('adds ideas in their order and groups them', async () => {
    const { workspace } = await openExample();
    const actions = new ActionsState(workspace);
    await actions.add(['first', 'second']);
    const ideas = actions.groups.find((group) => group.decision.state === 'remediation');
    expect(ideas?.items.slice(-2).map(({ title }) => title)).toEqual(['first', 'second']);
  });

  it('moves past its neighbour in the group, and not out of it', async () => {
    const { workspace } = await openExample();
    const actions = new ActionsState(workspace);
    const doNow = () => actions.items.filter(({ state }) => state === 'do-now').map(({ id }) => id);
    // Items of other groups stand between the last two.
    const before = doNow();
    const last = before.at(-1)!;
    const moveUp = () =>
      actions.move(
        actions.items.find(({ id }) => id === last)!,
        -1,
      );
    await moveUp();
    expect(doNow()).toEqual(before.with(-2, last).with(-1, before.at(-2)!));
    while (doNow()[0] !== last) await moveUp();
    const top = [last, ...before.slice(0, -1)];
    expect(doNow()).toEqual(top);
    await moveUp();
    expect(doNow()).toEqual(top);
  });

  it('goes on to the next idea once one is decided, however they are decided', async () => {
    const { workspace } = await openExample();
    const actions = new ActionsState(workspace);
    await actions.add(['one', 'two', 'three']);
    const ideas = () => actions.items.filter(({ state }) => state === 'remediation');
    const [first, second, third] = ideas();
    const before = ideas().length;
    actions.selected = first!.id;
    await actions.decide(first!, 'do-now');
    expect(actions.selected).toBe(second!.id);
    await actions.decide(second!, 'big-bet');
    expect(actions.selected).toBe(third!.id);
    expect(ideas()).toHaveLength(before - 2);
    while (ideas().length > 0) await actions.decide(actions.selectedItem!, 'if-we-have-time');
    expect(actions.selectedItem?.state).toBe('if-we-have-time');
  });

  it('decides, removes and chooses the neighbour', async () => {
    const { workspace } = await openExample();
    const actions = new ActionsState(workspace);
    const idea = actions.order[0]!;
    await actions.update(idea, { state: 'wont', reason: 'Too far' });
    expect(actions.items.find(({ id }) => id === idea.id)).toMatchObject({
      state: 'wont',
      reason: 'Too far',
    });
    const last = actions.order.at(-1)!;
    await actions.remove(last);
    expect(actions.selected).toBe(actions.order.at(-1)?.id);
  });
});
