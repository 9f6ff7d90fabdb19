/** A name without case and separators: `XGBoost_Training`, `xgboost-training` and `XGBoostTraining` have one key. */
export function canonicalKey(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
}
