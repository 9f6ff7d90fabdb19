/**
 * Arguments of the server's process. A registry of 1,000 developers with 50 steps each needs 128 MB, and one of ten times
 * the size ten times as much: whoever needs more than that has met a defect. The server then ends by itself and is
 * started again, and the rest of the machine is not slowed down; left alone, V8 would take up to 4 GB.
 */
export const SERVER_ARGUMENTS: readonly string[] = ['--max-old-space-size=2048'];
