// typescript-eslint reads no single-file components; vue-tsc does, and does not use this.
declare module '*.vue' {
  import type { DefineComponent } from 'vue'

  const component: DefineComponent
  export default component
}
