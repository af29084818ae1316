-- For wrk: asks one path again and again, made new each time if it ends in "#"; tells what it saw as one line of JSON.
local path, count = "", 0

function init(arguments)
  path = arguments[1]
  if arguments[2] and arguments[2] ~= "" then wrk.headers["If-None-Match"] = arguments[2] end
  wrk.headers["Accept"] = arguments[3]
  math.randomseed(os.time())
  count = math.random(1000000000)
end

function request()
  if path:sub(-3) ~= "%23" then return wrk.format("GET", path) end
  count = count + 1
  return wrk.format("GET", path .. count)
end

function done(summary, latency, _)
  local failed = summary.errors.status + summary.errors.read + summary.errors.timeout + summary.errors.connect
  io.write(string.format('\n{"requests": %d, "failed": %d, "seconds": %f, "p50": %f, "p99": %f}\n',
    summary.requests, failed, summary.duration / 1e6, latency:percentile(50) / 1e6, latency:percentile(99) / 1e6))
end
