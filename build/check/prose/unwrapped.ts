/**
 * What a module that was compiled to CommonJS exports by default: Node's own loader leaves it under one more `default`
 * than the module's types say.
 */
export function unwrapped<Kind>(module: { readonly default: Kind }): Kind {
  const { default: inner } = module;
  const isWrapped = typeof inner === "object" && inner !== null && "default" in inner;
  return isWrapped ? (inner.default as Kind) : inner;
}
