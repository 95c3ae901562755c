// For ESLint alone: vue-tsc reads the components themselves, ESLint's TypeScript can't.
declare module "*.vue" {
  import type { DefineComponent } from "vue";
  const component: DefineComponent;
  export default component;
}
