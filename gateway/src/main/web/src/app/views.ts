// Code that the views share is in one file with the first of them: in pieces it compresses less well.
export { default as HomeView } from './HomeView.vue'
