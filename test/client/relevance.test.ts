import { expect, test } from 'vitest';
import { isRegistryPath, isRelevantEvent } from '../../client/relevance.js';

test.each([
  '/r/developer_workspaces/developers/ann/src/cursus_dev/registry/workspace_registry.py',
  '/r/src/cursus/registry/step_names_original.py',
  '/r/src/cursus/steps/configs/config_package_step.py',
  '/r/step_pack/interfaces/my_step.step.yaml',
  '/r/registry/step_names.yaml',
  '/r/cursus-registry.yaml',
  '/r/pipelines/fraud.dag.json',
])('%s starts the server', path => {
  expect(isRegistryPath(path)).toBe(true);
});

test.each([
  '/r/main.py',
  '/r/docker-compose.yaml',
  '/home/cursus.py',
  '/r/my_registry/step_names.txt',
  '/r/precursus/app.py',
])('%s does not start the server', path => {
  expect(isRegistryPath(path)).toBe(false);
});

test.each([
  '/r/src/a.py',
  '/r/steps/interfaces/a.step.yaml',
  '/r/notebooks/a.ipynb',
  '/r/config.json',
  '/r/env/pyvenv.cfg',
  '/r/nested/.git',
  '/r/developer_workspaces/developers/ann',
])('an event about %s reaches the server', path => {
  expect(isRelevantEvent(path)).toBe(true);
});

test.each([
  '/r/.git/index',
  '/r/.git/refs/heads/main',
  '/r/node_modules/a/b.json',
  '/r/src/__pycache__/a.cpython-311.pyc',
  '/r/src/__pycache__',
  '/r/.venv/lib/python3.11/site-packages/x.py',
  '/r/output.log',
  '/r/model.tar.gz',
])('an event about %s is dropped', path => {
  expect(isRelevantEvent(path)).toBe(false);
});
