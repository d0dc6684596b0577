import { existsSync } from 'node:fs';

export const perl = '/usr/bin/perl';
/** Whether trees can be grown and looked for on this machine. */
export const canGrowTrees = process.platform === 'linux' && existsSync(perl);
if (process.platform === 'linux' && !canGrowTrees) {
  console.warn(`${perl} is not installed: the tests with trees of processes are skipped.`);
}

/** How the run of a tree comes to its end. */
export type Ending = 'exit' | 'timeout' | 'abort';

/** A tree of processes, as `treeProgram` reads it: `number:parent:flags` for each, the root first. */
export interface RandomTree {
  readonly spec: string;
  readonly processes: number;
  /** So many processes have come before the end does. */
  readonly ripe: number;
}

/** Numbers from 0 to 1 that a seed repeats (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Whose way of life is chosen, how often. */
const habits = [
  ['s', 0.3], // a session of its own
  ['g', 0.15], // a process group of its own
  ['2', 0.2], // forked twice: its parent is gone at once
  ['x', 0.25], // another program in the same environment
  ['e', 0.2], // another program without any environment
  ['p', 0.5], // lets go of the pipes
] as const;

/** What it does when asked to end, besides ending. */
const answers = [
  ['d', 0.35], // ignores it
  ['f', 0.1], // leaves an heir
  ['r', 0.05], // has many children
  ['c', 0.05], // goes on in child after child
] as const;

export function randomTree(random: () => number, ending: Ending): RandomTree {
  const processes = 3 + Math.floor(random() * 9);
  // Half of the ends come while the tree still grows.
  const ripe = random() < 0.5 ? processes : 1 + Math.floor(random() * processes);
  const nodes = [`0:-:${ending === 'exit' ? '' : answer(random)}`];
  const growing = ending === 'timeout' || ripe < processes;
  const bare = [false];
  for (let number = 1; number < processes; number += 1) {
    const parent = random() < 0.4 ? number - 1 : Math.floor(random() * number);
    let flags = answer(random);
    for (const [flag, chance] of habits) if (random() < chance) flags += flag;
    // Nothing tells of one without environment, in its own session, whose parent was gone before anyone looked.
    const unseen = flags.includes('2') || growing || (parent === 0 && ending === 'exit');
    bare[number] = flags.includes('e') || bare[parent] === true;
    if (bare[number] && unseen) flags = flags.replace('s', '');
    nodes.push(`${number}:${parent}:${flags}`);
  }
  return { spec: nodes.join(), processes, ripe };
}

/** How many of a tree a key typed at the terminal does not end: it reaches the root's group, and some ignore it. */
export function outsideGroup({ spec }: RandomTree): number {
  const outside = new Set<string>();
  let count = 0;
  for (const node of spec.split(',')) {
    const [number = '', parent = '', flags = ''] = node.split(':');
    if (/[sg]/.test(flags) || outside.has(parent)) outside.add(number);
    if (outside.has(number) || flags.includes('d')) count += 1;
  }
  return count;
}

function answer(random: () => number): string {
  let chance = random();
  for (const [flag, share] of answers) {
    chance -= share;
    if (chance < 0) return flag;
  }
  return '';
}

/**
 * Perl, since it starts in some ms. Its arguments: the mark by which the tree is counted, a file in which each process
 * notes itself, its number, how many notes the root waits for before it ends (0: for ever) and the whole tree. What is
 * missed by everyone ends by itself after two minutes.
 */
export const treeProgram = String.raw`
use strict; use warnings; use POSIX ();
my ($mark, $notes, $self, $ripe, $spec) = @ARGV;
my (%flags, %children);
for (split /,/, $spec) {
  my ($number, $parent, $flags) = split /:/, $_, 3;
  $flags{$number} = $flags;
  push @{ $children{$parent} }, $number;
}
live($self);

sub note {
  alarm 120;
  open my $out, '>>', $notes or return;
  syswrite $out, "$_[0]\n";
}
sub rest { while (1) { sleep 100 } }
sub heir {
  my $pid = fork;
  return $pid if !defined $pid || $pid;
  $SIG{TERM} = 'IGNORE';
  note('heir');
  return 0;
}
sub answer {
  my ($flags) = @_;
  if ($flags =~ /f/) { heir() ? POSIX::_exit(0) : rest() }
  if ($flags =~ /r/) { for (1 .. 10) { heir() or rest(); select undef, undef, undef, 0.003 } rest() }
  for (1 .. 50) { heir() and POSIX::_exit(0); select undef, undef, undef, 0.002 }
  rest();
}
sub begin {
  my ($number) = @_;
  my $flags = $flags{$number};
  my $pid = fork;
  return unless defined $pid;
  if ($pid) { waitpid $pid, 0 if $flags =~ /2/; return }
  POSIX::_exit(0) if $flags =~ /2/ && fork;
  POSIX::setsid() if $flags =~ /s/;
  setpgrp if $flags =~ /g/;
  if ($flags =~ /p/) { open STDOUT, '>', '/dev/null'; open STDERR, '>', '/dev/null' }
  %ENV = () if $flags =~ /e/;
  exec $^X, $0, $mark, $notes, $number, 0, $spec if $flags =~ /[xe]/;
  $ripe = 0;
  live($number);
}
sub live {
  my ($number) = @_;
  my $flags = $flags{$number};
  $SIG{$_} = $flags =~ /d/ ? 'IGNORE' : 'DEFAULT' for qw(TERM INT HUP);
  $SIG{TERM} = sub { answer($flags) } if $flags =~ /[frc]/;
  note($number);
  begin($_) for @{ $children{$number} || [] };
  rest() unless $ripe;
  select undef, undef, undef, 0.005 until (-s $notes || 0) && notes() >= $ripe;
  POSIX::_exit(0);
}
sub notes { open my $in, '<', $notes or return 0; my @lines = <$in>; return scalar @lines }
`;
