/** Names from before the registry was standardised, and the steps that they mean. */
export const LEGACY_ALIASES: ReadonlyMap<string, string> = new Map([
  ['MIMSPackaging', 'Package'],
  ['MIMSPayload', 'Payload'],
  ['ModelRegistration', 'Registration'],
  ['PytorchTraining', 'PyTorchTraining'],
  ['PytorchModel', 'PyTorchModel'],
]);
