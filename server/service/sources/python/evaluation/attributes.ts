import type { AttributeNode, Expression } from '../parsing/ast.js';
import { outside } from './calls.js';
import type { Context } from './context.js';
import { evaluate } from './expressions.js';
import { exposesNamespace, libraryMember } from './library.js';
import {
  BuiltinObject,
  ClassObject,
  DictObject,
  FunctionObject,
  ListObject,
  MethodObject,
  ModuleObject,
  SetObject,
  type Slot,
  TupleObject,
  type Value,
  ViewObject,
} from './objects.js';
import { referred, written } from './origin.js';
import { exposed } from './subscripts.js';
import { Unknown } from './unknown.js';

/** The value of `object.name`. */
export function attributeOf(context: Context, node: AttributeNode): Slot {
  const { value: object } = evaluate(context, node.object);
  const here = (value: Value): Slot => ({ value, origin: written(context.source, node) });
  if (object instanceof ModuleObject) return moduleAttribute(context, object, node.name, node);
  if (object instanceof ClassObject) return classAttribute(context, object, node.name, node);
  if (object instanceof Unknown) return here(unknownAttribute(context, object, node));
  if (
    typeof object === 'string' ||
    object instanceof DictObject ||
    object instanceof ListObject ||
    object instanceof SetObject ||
    object instanceof TupleObject ||
    object instanceof ViewObject ||
    object instanceof BuiltinObject
  ) {
    return here(new MethodObject(object, node.name));
  }
  if (object instanceof FunctionObject || object instanceof MethodObject) {
    context.machine.foreign.escape(object);
    return here(context.runForeign('attribute', node));
  }
  if (object === null) return here(context.raise('AttributeError', 'attribute', node));
  context.machine.mayRaise();
  return here(context.unknown('attribute', node, 'scalar'));
}

function unknownAttribute(context: Context, object: Unknown, node: AttributeNode): Value {
  if (object.nature === 'scalar') {
    context.machine.mayRaise();
    return context.unknown(object.reason, node, 'scalar');
  }
  if (object.nature === 'library') {
    const path = `${object.detail}.${node.name}`;
    if (exposesNamespace(path)) return exposed(context, node);
    const member = libraryMember(path);
    if (member instanceof Unknown) context.machine.mayRaise();
    return member;
  }
  context.machine.mayRaise();
  const why = context.unknown(
    object.reason === 'import' ? 'import' : (outside(object.reason) ?? 'attribute'),
    node,
  );
  context.machine.foreign.run(why);
  return why;
}

/** What a module of the project binds a name to. */
export function moduleAttribute(
  context: Context,
  module: ModuleObject,
  name: string,
  node: Expression,
): Slot {
  const binding = module.scope.state.bindings.get(name);
  const here = (value: Value): Slot => ({ value, origin: written(context.source, node) });
  if (binding !== undefined) {
    if (binding.doubt !== undefined) {
      context.machine.mayRaise();
      context.machine.foreign.escape(binding.value);
      return here(new Unknown(binding.doubt.reason, binding.doubt.detail, 'foreign'));
    }
    if (binding.isUncertain) context.machine.mayRaise();
    return { value: binding.value, origin: referred(binding.origin, context.source, node) };
  }
  const submodule = module.submodules.get(name);
  if (submodule !== undefined) return here(submodule);
  const why = module.scope.state.unseen;
  if (module.isLoading || why !== undefined) {
    context.machine.mayRaise();
    return here(context.runForeign(why?.reason ?? 'import', node));
  }
  return here(context.raise('AttributeError', 'attribute', node));
}

function classAttribute(
  context: Context,
  owner: ClassObject,
  name: string,
  node: Expression,
): Slot {
  const binding = owner.scope.state.bindings.get(name);
  const isData =
    owner.isPlain &&
    binding !== undefined &&
    binding.doubt === undefined &&
    !(binding.value instanceof FunctionObject) &&
    !(binding.value instanceof Unknown && binding.value.nature === 'foreign');
  if (isData) {
    if (binding.isUncertain) context.machine.mayRaise();
    return { value: binding.value, origin: referred(binding.origin, context.source, node) };
  }
  context.machine.foreign.escape(owner);
  return { value: context.runForeign('attribute', node), origin: written(context.source, node) };
}
