/// <reference types="vite/client" />
import { createPinia } from "pinia";
import { createApp } from "vue";
import App from "./App.vue";
import { lifetimes } from "./stores/lifetime.ts";
import "./styles/main.css";

createApp(App).use(createPinia().use(lifetimes)).mount("#app");
