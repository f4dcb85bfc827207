import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type BenchServer, basic, type ServerDescription } from './bench-server.ts'
import { startChild } from './child.ts'
import { freePort } from './free-port.ts'
import { outputOf } from './output-of.ts'

const program = '/usr/sbin/nginx'

/** Debian's nginx as a proxy before another server, in a folder of its own. */
export async function startNginx(folder: string, origin: BenchServer): Promise<BenchServer> {
  const port = await freePort()
  await mkdir(folder)
  const file = join(folder, 'nginx.conf')
  await writeFile(file, configuration(folder, port, origin))
  const child = await startChild(program, ['-c', file, '-p', folder, '-e', join(folder, 'error.log')], {
    port,
  })
  return {
    name: 'nginx',
    port,
    pid: child.pid,
    root: origin.root,
    authorization: basic,
    [Symbol.asyncDispose]: () => child[Symbol.asyncDispose](),
  }
}

/** What its proxy has by default, but for connections that stay open on both sides and no log. */
function configuration(folder: string, port: number, origin: BenchServer): string {
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
  return `daemon off;
worker_processes auto;
pid ${folder}/pid;
${process.getuid?.() === 0 ? 'user www-data;' : ''}
events { worker_connections 1024; }
http {
  access_log off;
  keepalive_requests 1000000;
  proxy_max_temp_file_size 0;
  ${temporary.map((name) => `${name}_temp_path ${folder}/${name};`).join('\n  ')}
  upstream origin {
    server 127.0.0.1:${origin.port};
    keepalive 64;
    keepalive_requests 1000000;
  }
  server {
    listen 127.0.0.1:${port};
    location / {
      proxy_pass http://origin;
      proxy_http_version 1.1;
      proxy_set_header Connection "";
      proxy_set_header Host 127.0.0.1:${origin.port};
    }
  }
}
`
}

export async function describeNginx(): Promise<ServerDescription> {
  // It says so on standard error.
  const version = /nginx\/(\S+)/.exec(await outputOf('/bin/sh', ['-c', `${program} -v 2>&1`]))?.[1] ?? ''
  return {
    version,
    setting:
      'proxy_pass with connections to the origin that are kept open, its buffers as they are by default, no temporary files, no access log',
  }
}
