// OpenLIT as its documentation starts it in an application's first file.
import openlit from 'openlit';

const { init } = openlit.default ?? openlit;
init.call(openlit.default ?? openlit, { otlpEndpoint: 'http://127.0.0.1:9', applicationName: 'bench' });
