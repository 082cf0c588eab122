// dd-trace's own preload, with its loader hook.
import 'dd-trace/initialize.mjs';
