import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { UsageError } from './command.js';

const run = promisify(execFile);

/**
 * Paths below the root that differ from a git revision: committed, staged, changed, deleted and untracked.
 * @param root absolute
 * @returns paths relative to the root, `/` separated
 * @throws UsageError where git is missing, the root is in no repository, or the revision is unknown
 */
export async function changedSince(root: string, revision: string): Promise<ReadonlySet<string>> {
  if (revision.startsWith('-')) throw new UsageError(`--since ${revision}: not a git revision`);
  const git = async (...args: string[]): Promise<string[]> => {
    const { stdout } = await run('git', ['-C', root, ...args], { maxBuffer: 256 * 1024 * 1024 });
    return stdout.split('\0').filter(path => path !== '');
  };
  try {
    const [changed, untracked] = await Promise.all([
      git('diff', '--name-only', '--relative', '--no-renames', '-z', revision, '--'),
      git('ls-files', '--others', '--exclude-standard', '-z'),
    ]);
    return new Set([...changed, ...untracked]);
  } catch (error) {
    const { code, stderr } = error as { code?: string | number; stderr?: string };
    if (code === 'ENOENT') throw new UsageError('--since needs git, which is not installed');
    const reason = stderr?.split('\n')[0]?.replace(/^fatal: /, '') ?? String(error);
    throw new UsageError(`--since ${revision}: ${reason}`);
  }
}
