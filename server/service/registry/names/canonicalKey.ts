/** A name without case and separators: `XGBoost_Training`, `xgboost-training` and `XGBoostTraining` have one key. */
export function canonicalKey(name: string): string {
  const lowered = name.toLowerCase();
  // Nearly every name is this plain, and fifty thousand of them are compared with a missing one.
  return /^[a-z0-9]*$/.test(lowered) ? lowered : lowered.replace(/[^\p{L}\p{N}]+/gu, '');
}
