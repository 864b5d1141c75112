import { afterEach, describe, expect, it } from 'vitest';
import type { Command } from './command';
import { commandFor, matches } from './keymap';
import { Commands } from './registry.svelte';

const press = (key: string, more: KeyboardEventInit = {}) => new KeyboardEvent('keydown', { key, ...more });

describe('matches', () => {
  it.each([
    ['Mod+K', press('k', { ctrlKey: true }), true],
    ['Mod+K', press('K', { ctrlKey: true, shiftKey: true }), false],
    ['Mod+Shift+Z', press('Z', { ctrlKey: true, shiftKey: true }), true],
    ['Mod+Z', press('Z', { ctrlKey: true, shiftKey: true }), false],
    ['N', press('n'), true],
    ['N', press('N', { shiftKey: true }), false],
    ['N', press('n', { ctrlKey: true }), false],
    ['?', press('?', { shiftKey: true }), true],
    ['"', press('"', { shiftKey: true }), true],
    ['+', press('+', { shiftKey: true }), true],
    ['+', press('+'), true],
    ['Alt+1', press('1', { altKey: true }), true],
    ['1', press('1', { altKey: true }), false],
    ['ArrowDown', press('ArrowDown'), true],
    ['ArrowDown', press('ArrowDown', { shiftKey: true }), false],
  ])('%s', (combination, event, hit) => {
    expect(matches(event, combination)).toBe(hit);
  });
});

describe('commandFor', () => {
  const command = (id: string, keys: string[], when?: () => boolean): Command => ({
    id,
    title: id,
    group: 'Test',
    keys,
    run: () => undefined,
    undo: 'never',
    ...(when ? { when } : {}),
  });
  const typeIn = (element: HTMLElement, event: KeyboardEvent) => {
    document.body.append(element);
    element.dispatchEvent(event);
    return event;
  };
  afterEach(() => {
    document.body.replaceChildren();
  });

  it('prefers the command that was registered last', () => {
    expect(commandFor(press('n'), [command('library.new', ['N']), command('timeline.add', ['N'])])?.id).toBe(
      'timeline.add',
    );
  });

  it('passes over one that is not possible now', () => {
    const all = [command('first', ['N']), command('second', ['N'], () => false)];
    expect(commandFor(press('n'), all)?.id).toBe('first');
  });

  it('leaves letters to a text field, and undo too', () => {
    const all = [command('add', ['N']), command('undo', ['Mod+Z']), command('palette', ['Mod+K'])];
    const input = document.createElement('input');
    expect(commandFor(typeIn(input, press('n')), all)).toBeUndefined();
    expect(commandFor(typeIn(input, press('z', { ctrlKey: true })), all)).toBeUndefined();
    expect(commandFor(typeIn(input, press('k', { ctrlKey: true })), all)?.id).toBe('palette');
    const room = [command('room', ['Alt+3'])];
    expect(commandFor(typeIn(input, press('3', { altKey: true })), room)?.id).toBe('room');
  });

  it('leaves letters to a list to choose from, and not undo', () => {
    const all = [command('add', ['N']), command('undo', ['Mod+Z'])];
    const list = document.createElement('button');
    list.dataset['textField'] = '';
    expect(commandFor(typeIn(list, press('n')), all)).toBeUndefined();
    expect(commandFor(typeIn(list, press('z', { ctrlKey: true })), all)?.id).toBe('undo');
  });

  it('works on a button and a checkbox', () => {
    const checkbox = document.createElement('input');
    checkbox.type = 'checkbox';
    expect(commandFor(typeIn(checkbox, press('n')), [command('add', ['N'])])?.id).toBe('add');
    expect(
      commandFor(typeIn(document.createElement('button'), press('n')), [command('add', ['N'])])?.id,
    ).toBe('add');
  });
});

describe('Commands', () => {
  it('takes back what a room registered, and nothing else', async () => {
    const commands = new Commands();
    const ran: string[] = [];
    const make = (id: string): Command => ({
      id,
      title: id,
      group: 'Test',
      undo: 'never',
      run: () => {
        ran.push(id);
      },
    });
    commands.register([make('a')]);
    const takeBack = commands.register([make('b')]);
    await commands.run('b');
    takeBack();
    await commands.run('b');
    await commands.run('a');
    expect(ran).toEqual(['b', 'a']);
  });
});
