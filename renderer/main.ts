/// <reference types="vite/client" />
import { createPinia } from "pinia";
import { createApp } from "vue";
// The layers of all styles have their order from it.
import "./styles/main.css";
import App from "./App.vue";
import { RubyText } from "./components/RubyText.ts";
import { lifetimes } from "./stores/lifetime.ts";

createApp(App).use(createPinia().use(lifetimes)).component("RubyText", RubyText).mount("#app");
