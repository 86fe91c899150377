/*
 * CPU and memory of other processes, from /proc where there is one, else from
 * `ps`. CPU counts user and system time of all threads.
 */
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';

const HAS_PROC = fs.existsSync('/proc/self/stat');

const TICKS_PER_SECOND = HAS_PROC
  ? Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }))
  : 100;

/** The fields of /proc/<pid>/stat behind the name, which may hold blanks itself. */
function statOf(pid) {
  const text = fs.readFileSync(`/proc/${pid}/stat`, 'utf8');
  return text.slice(text.lastIndexOf(')') + 2).split(' ');
}

function secondsOf(text) {
  const [clock, days = '0'] = text.trim().split('-').reverse();
  const seconds = clock
    .split(':')
    .reduce((sum, part) => sum * 60 + Number(part), 0);
  return Number(days) * 86_400 + seconds;
}

function fromPs(pid, field) {
  return execFileSync('ps', ['-o', `${field}=`, '-p', String(pid)], {
    encoding: 'utf8',
  });
}

/** Seconds of CPU that a process has used; with those of its children that ended where asked. */
export function cpuSeconds(pid, { withEndedChildren = false } = {}) {
  if (!HAS_PROC) return secondsOf(fromPs(pid, 'time'));
  const fields = statOf(pid);
  const [user, system, childUser, childSystem] = fields
    .slice(11, 15)
    .map(Number);
  return (
    (user + system + (withEndedChildren ? childUser + childSystem : 0)) /
    TICKS_PER_SECOND
  );
}

/** Seconds of CPU of a process and all of its children, also those that ended. */
export function treeCpuSeconds(pid) {
  if (!HAS_PROC) {
    return execFileSync('ps', ['-A', '-o', 'ppid=,pid=,time='], {
      encoding: 'utf8',
    })
      .trim()
      .split('\n')
      .map(line => line.trim().split(/\s+/))
      .filter(([parent, own]) => [parent, own].includes(String(pid)))
      .reduce((sum, [, , time]) => sum + secondsOf(time), 0);
  }
  let sum = cpuSeconds(pid, { withEndedChildren: true });
  for (const entry of fs.readdirSync('/proc')) {
    if (!/^\d+$/.test(entry)) continue;
    try {
      if (Number(statOf(entry)[1]) === pid) {
        sum += cpuSeconds(entry, { withEndedChildren: true });
      }
    } catch {
      // It has just ended.
    }
  }
  return sum;
}

/** Bytes of memory that a process has resident. */
export function residentBytes(pid) {
  if (!HAS_PROC) return Number(fromPs(pid, 'rss')) * 1024;
  const [, kilobytes] = /VmRSS:\s+(\d+) kB/.exec(
    fs.readFileSync(`/proc/${pid}/status`, 'utf8'),
  );
  return Number(kilobytes) * 1024;
}
