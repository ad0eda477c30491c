# Written by `gen-lock generate`; do not edit.
{
  "mainpc" = {
    "active-learning-monitor" = {
      "config" = {
        "Cmd" = [
          "/usr/bin/python3.11"
          "-I"
          "-S"
          "/opt/gen-lock/runtime/main.py"
        ];
        "Entrypoint" = [
          "/usr/bin/tini"
          "--"
        ];
        "Env" = [
          "CUDA_VISIBLE_DEVICES=0"
          "GPU_VISIBLE_DEVICES=0"
          "HEALTH_CHECK_PORT=6638"
          "HOME=/home/appuser"
          "LANG=C.UTF-8"
          "MACHINE=mainpc"
          "MODEL_EVICT_THRESHOLD_PCT=90"
          "OMP_NUM_THREADS=16"
          "PATH=/usr/local/bin:/usr/bin"
          "PYTHONPATH=/app"
          "PYTHONUNBUFFERED=1"
          "PYTORCH_CUDA_ALLOC_CONF=max_split_size_mb:64"
          "SERVICE_NAME=active-learning-monitor"
          "SERVICE_PORT=5638"
          "SSL_CERT_FILE=/etc/ssl/certs/ca-certificates.crt"
          "TORCH_CUDA_ALLOC_CONF=max_split_size_mb:64"
          "TORCH_CUDA_ARCH_LIST=8.9"
          "UVICORN_WORKERS=32"
          "XDG_CACHE_HOME=/home/appuser/.cache"
        ];
        "ExposedPorts" = {
          "5638/tcp" = { };
          "6638/tcp" = { };
        };
        "Healthcheck" = {
          "Interval" = 10000000000;
          "Retries" = 3;
          "StartPeriod" = 30000000000;
          "Test" = [
            "CMD"
            "/usr/bin/curl"
            "-fsS"
            "-o"
            "/dev/null"
            "http://127.0.0.1:6638/health"
          ];
          "Timeout" = 5000000000;
        };
        "Labels" = {
          "health_check_port" = "6638";
          "org.opencontainers.image.description" = "ActiveLearningMonitor on mainpc";
          "org.opencontainers.image.title" = "active-learning-monitor";
        };
        "User" = "10001:10001";
        "WorkingDir" = "/app";
      };
      "description" = "ActiveLearningMonitor on mainpc";
      "layers" = [
        "base-python-debs"
        "base-utils-debs"
        "base-cpu-pydeps-wheels"
        "runtime"
        "mainpc-profile"
      ];
    };
    "advanced-command-handler" = {
      "config" = {
        "Cmd" = [
          "/usr/bin/python3.11"
          "-I"
          "-S"
          "/opt/gen-lock/runtime/main.py"
        ];
        "Entrypoint" = [
          "/usr/bin/tini"
          "--"
        ];
        "Env" = [
          "CUDA_VISIBLE_DEVICES=0"
          "GPU_VISIBLE_DEVICES=0"
          "HEALTH_CHECK_PORT=6710"
          "HOME=/home/appuser"
          "LANG=C.UTF-8"
          "MACHINE=mainpc"
          "MODEL_EVICT_THRESHOLD_PCT=90"
          "OMP_NUM_THREADS=16"
          "PATH=/usr/local/bin:/usr/bin"
          "PYTHONPATH=/app"
          "PYTHONUNBUFFERED=1"
          "PYTORCH_CUDA_ALLOC_CONF=max_split_size_mb:64"
          "SERVICE_NAME=advanced-command-handler"
          "SERVICE_PORT=5710"
          "SSL_CERT_FILE=/etc/ssl/certs/ca-certificates.crt"
          "TORCH_CUDA_ALLOC_CONF=max_split_size_mb:64"
          "TORCH_CUDA_ARCH_LIST=8.9"
          "UVICORN_WORKERS=32"
          "XDG_CACHE_HOME=/home/appuser/.cache"
        ];
        "ExposedPorts" = {
          "5710/tcp" = { };
          "6710/tcp" = { };
        };
        "Healthcheck" = {
          "Interval" = 10000000000;
          "Retries" = 3;
          "StartPeriod" = 30000000000;
          "Test" = [
            "CMD"
            "/usr/bin/curl"
            "-fsS"
            "-o"
            "/dev/null"
            "http://127.0.0.1:6710/health"
          ];
          "Timeout" = 5000000000;
        };
        "Labels" = {
          "health_check_port" = "6710";
          "org.opencontainers.image.description" = "AdvancedCommandHandler on mainpc";
          "org.opencontainers.image.title" = "advanced-command-handler";
        };
        "User" = "10001:10001";
        "WorkingDir" = "/app";
      };
      "description" = "AdvancedCommandHandler on mainpc";
      "layers" = [
        "base-python-debs"
        "base-utils-debs"
        "legacy-py311-cpu-wheels"
        "runtime"
        "mainpc-profile"
      ];
    };
    "affective-processing-center" = {
      "config" = {
        "Cmd" = [
          "/usr/bin/python3.11"
          "-I"
          "-S"
          "/opt/gen-lock/runtime/main.py"
        ];
        "Entrypoint" = [
          "/usr/bin/tini"
          "--"
        ];
        "Env" = [
          "CUDA_VISIBLE_DEVICES=0"
          "GPU_VISIBLE_DEVICES=0"
          "HEALTH_CHECK_PORT=6560"
          "HOME=/home/appuser"
          "LANG=C.UTF-8"
          "LD_LIBRARY_PATH=/usr/local/lib/python3.11/dist-packages/nvidia/cublas/lib:/usr/local/lib/python3.11/dist-packages/nvidia/cuda_nvrtc/lib:/usr/local/lib/python3.11/dist-packages/nvidia/cuda_runtime/lib:/usr/local/lib/python3.11/dist-packages/nvidia/cufft/lib:/usr/local/lib/python3.11/dist-packages/nvidia/curand/lib:/usr/local/lib/python3.11/dist-packages/nvidia/nvjitlink/lib:/usr/local/lib/python3.11/dist-packages/nvidia/cuda_cupti/lib:/usr/local/lib/python3.11/dist-packages/nvidia/cudnn/lib:/usr/local/lib/python3.11/dist-packages/nvidia/cusolver/lib:/usr/local/lib/python3.11/dist-packages/nvidia/cusparse/lib:/usr/local/lib/python3.11/dist-packages/nvidia/nccl/lib:/usr/local/lib/python3.11/dist-packages/nvidia/nvtx/lib"
          "MACHINE=mainpc"
          "MODEL_EVICT_THRESHOLD_PCT=90"
          "NVIDIA_DRIVER_CAPABILITIES=compute,utility"
          "NVIDIA_REQUIRE_CUDA=cuda>=12.1"
          "NVIDIA_VISIBLE_DEVICES=all"
          "OMP_NUM_THREADS=16"
          "PATH=/usr/local/bin:/usr/bin"
          "PYTHONPATH=/app"
          "PYTHONUNBUFFERED=1"
          "PYTORCH_CUDA_ALLOC_CONF=max_split_size_mb:64"
          "REDIS_URL=redis://redis:6379/0"
          "SERVICE_NAME=affective-processing-center"
          "SERVICE_PORT=5560"
          "SSL_CERT_FILE=/etc/ssl/certs/ca-certificates.crt"
          "TORCH_CUDA_ALLOC_CONF=max_split_size_mb:64"
          "TORCH_CUDA_ARCH_LIST=8.9"
          "UVICORN_WORKERS=32"
          "XDG_CACHE_HOME=/home/appuser/.cache"
        ];
        "ExposedPorts" = {
          "5560/tcp" = { };
          "5561/tcp" = { };
          "6560/tcp" = { };
        };
        "Healthcheck" = {
          "Interval" = 10000000000;
          "Retries" = 3;
          "StartPeriod" = 30000000000;
          "Test" = [
            "CMD"
            "/usr/bin/curl"
            "-fsS"
            "-o"
            "/dev/null"
            "http://127.0.0.1:6560/health"
          ];
          "Timeout" = 5000000000;
        };
        "Labels" = {
          "health_check_port" = "6560";
          "org.opencontainers.image.description" = "AffectiveProcessingCenter on mainpc";
          "org.opencontainers.image.title" = "affective-processing-center";
        };
        "User" = "10001:10001";
        "WorkingDir" = "/app";
      };
      "description" = "AffectiveProcessingCenter on mainpc";
      "layers" = [
        "base-python-debs"
        "base-utils-debs"
        "wheel-nvidia-cublas-cu12-12.1.3.1"
        "wheel-nvidia-cufft-cu12-11.0.2.54"
        "wheel-nvidia-curand-cu12-10.3.2.106"
        "base-gpu-cu121-wheels"
        "wheel-nvidia-cudnn-cu12-8.9.2.26"
        "wheel-nvidia-cusolver-cu12-11.4.5.107"
        "wheel-nvidia-cusparse-cu12-12.1.0.106"
        "wheel-nvidia-nccl-cu12-2.19.3"
        "wheel-torch-2.2.2"
        "wheel-triton-2.2.0"
        "family-torch-cu121-wheels"
        "runtime"
        "mainpc-profile"
      ];
    };
    "audio-capture" = {
      "config" = {
        "Cmd" = [
          "/usr/bin/python3.11"
          "-I"
          "-S"
          "/opt/gen-lock/runtime/main.py"
        ];
        "Entrypoint" = [
          "/usr/bin/tini"
          "--"
        ];
        "Env" = [
          "CUDA_VISIBLE_DEVICES=0"
          "GPU_VISIBLE_DEVICES=0"
          "HEALTH_CHECK_PORT=7550"
          "HOME=/home/appuser"
          "LANG=C.UTF-8"
          "MACHINE=mainpc"
          "MODEL_EVICT_THRESHOLD_PCT=90"
          "OMP_NUM_THREADS=16"
          "PATH=/usr/local/bin:/usr/bin"
          "PYTHONPATH=/app"
          "PYTHONUNBUFFERED=1"
          "PYTORCH_CUDA_ALLOC_CONF=max_split_size_mb:64"
          "SERVICE_NAME=audio-capture"
          "SERVICE_PORT=6550"
          "SSL_CERT_FILE=/etc/ssl/certs/ca-certificates.crt"
          "TORCH_CUDA_ALLOC_CONF=max_split_size_mb:64"
          "TORCH_CUDA_ARCH_LIST=8.9"
          "UVICORN_WORKERS=32"
          "XDG_CACHE_HOME=/home/appuser/.cache"
        ];
        "ExposedPorts" = {
          "6550/tcp" = { };
          "7550/tcp" = { };
        };
        "Healthcheck" = {
          "Interval" = 10000000000;
          "Retries" = 3;
          "StartPeriod" = 30000000000;
          "Test" = [
            "CMD"
            "/usr/bin/curl"
            "-fsS"
            "-o"
            "/dev/null"
            "http://127.0.0.1:7550/health"
          ];
          "Timeout" = 5000000000;
        };
        "Labels" = {
          "health_check_port" = "7550";
          "org.opencontainers.image.description" = "AudioCapture on mainpc";
          "org.opencontainers.image.title" = "audio-capture";
        };
        "User" = "10001:10001";
        "WorkingDir" = "/app";
      };
      "description" = "AudioCapture on mainpc";
      "layers" = [
        "base-python-debs"
        "base-utils-debs"
        "base-cpu-pydeps-wheels"
        "audio-debs"
        "runtime"
        "mainpc-profile"
      ];
    };
    "base-cpu-pydeps" = {
      "config" = {
        "Cmd" = [
          "/usr/bin/python3.11"
        ];
        "Entrypoint" = [
          "/usr/bin/tini"
          "--"
        ];
        "Env" = [
          "CUDA_VISIBLE_DEVICES=0"
          "GPU_VISIBLE_DEVICES=0"
          "HOME=/home/appuser"
          "LANG=C.UTF-8"
          "MODEL_EVICT_THRESHOLD_PCT=90"
          "OMP_NUM_THREADS=16"
          "PATH=/usr/local/bin:/usr/bin"
          "PYTHONPATH=/app"
          "PYTHONUNBUFFERED=1"
          "PYTORCH_CUDA_ALLOC_CONF=max_split_size_mb:64"
          "SSL_CERT_FILE=/etc/ssl/certs/ca-certificates.crt"
          "TORCH_CUDA_ALLOC_CONF=max_split_size_mb:64"
          "TORCH_CUDA_ARCH_LIST=8.9"
          "UVICORN_WORKERS=32"
          "XDG_CACHE_HOME=/home/appuser/.cache"
        ];
        "Labels" = {
          "org.opencontainers.image.description" = "numpy, pydantic, fastapi, uvicorn";
          "org.opencontainers.image.title" = "base-cpu-pydeps";
        };
        "User" = "10001:10001";
        "WorkingDir" = "/app";
      };
      "description" = "numpy, pydantic, fastapi, uvicorn (family, mainpc)";
      "layers" = [
        "base-python-debs"
        "base-utils-debs"
        "base-cpu-pydeps-wheels"
        "mainpc-profile"
      ];
    };
    "base-gpu-cu121" = {
      "config" = {
        "Cmd" = [
          "/usr/bin/python3.11"
        ];
        "Entrypoint" = [
          "/usr/bin/tini"
          "--"
        ];
        "Env" = [
          "CUDA_VISIBLE_DEVICES=0"
          "GPU_VISIBLE_DEVICES=0"
          "HOME=/home/appuser"
          "LANG=C.UTF-8"
          "LD_LIBRARY_PATH=/usr/local/lib/python3.11/dist-packages/nvidia/cublas/lib:/usr/local/lib/python3.11/dist-packages/nvidia/cuda_nvrtc/lib:/usr/local/lib/python3.11/dist-packages/nvidia/cuda_runtime/lib:/usr/local/lib/python3.11/dist-packages/nvidia/cufft/lib:/usr/local/lib/python3.11/dist-packages/nvidia/curand/lib:/usr/local/lib/python3.11/dist-packages/nvidia/nvjitlink/lib"
          "MODEL_EVICT_THRESHOLD_PCT=90"
          "NVIDIA_DRIVER_CAPABILITIES=compute,utility"
          "NVIDIA_REQUIRE_CUDA=cuda>=12.1"
          "NVIDIA_VISIBLE_DEVICES=all"
          "OMP_NUM_THREADS=16"
          "PATH=/usr/local/bin:/usr/bin"
          "PYTHONPATH=/app"
          "PYTHONUNBUFFERED=1"
          "PYTORCH_CUDA_ALLOC_CONF=max_split_size_mb:64"
          "SSL_CERT_FILE=/etc/ssl/certs/ca-certificates.crt"
          "TORCH_CUDA_ALLOC_CONF=max_split_size_mb:64"
          "TORCH_CUDA_ARCH_LIST=8.9"
          "UVICORN_WORKERS=32"
          "XDG_CACHE_HOME=/home/appuser/.cache"
        ];
        "Labels" = {
          "org.opencontainers.image.description" = "The CUDA 12.1 libraries that torch and onnxruntime share";
          "org.opencontainers.image.title" = "base-gpu-cu121";
        };
        "User" = "10001:10001";
        "WorkingDir" = "/app";
      };
      "description" = "The CUDA 12.1 libraries that torch and onnxruntime share (family, mainpc)";
      "layers" = [
        "base-python-debs"
        "base-utils-debs"
        "wheel-nvidia-cublas-cu12-12.1.3.1"
        "wheel-nvidia-cufft-cu12-11.0.2.54"
        "wheel-nvidia-curand-cu12-10.3.2.106"
        "base-gpu-cu121-wheels"
        "mainpc-profile"
      ];
    };
    "base-python" = {
      "config" = {
        "Cmd" = [
          "/usr/bin/python3.11"
        ];
        "Entrypoint" = [
          "/usr/bin/tini"
          "--"
        ];
        "Env" = [
          "CUDA_VISIBLE_DEVICES=0"
          "GPU_VISIBLE_DEVICES=0"
          "HOME=/home/appuser"
          "LANG=C.UTF-8"
          "MODEL_EVICT_THRESHOLD_PCT=90"
          "OMP_NUM_THREADS=16"
          "PATH=/usr/local/bin:/usr/bin"
          "PYTHONPATH=/app"
          "PYTHONUNBUFFERED=1"
          "PYTORCH_CUDA_ALLOC_CONF=max_split_size_mb:64"
          "TORCH_CUDA_ALLOC_CONF=max_split_size_mb:64"
          "TORCH_CUDA_ARCH_LIST=8.9"
          "UVICORN_WORKERS=32"
          "XDG_CACHE_HOME=/home/appuser/.cache"
        ];
        "Labels" = {
          "org.opencontainers.image.description" = "Debian 12, Python 3.11, tini, a user without rights";
          "org.opencontainers.image.title" = "base-python";
        };
        "User" = "10001:10001";
        "WorkingDir" = "/app";
      };
      "description" = "Debian 12, Python 3.11, tini, a user without rights (family, mainpc)";
      "layers" = [
        "base-python-debs"
        "mainpc-profile"
      ];
    };
    "base-utils" = {
      "config" = {
        "Cmd" = [
          "/usr/bin/python3.11"
        ];
        "Entrypoint" = [
          "/usr/bin/tini"
          "--"
        ];
        "Env" = [
          "CUDA_VISIBLE_DEVICES=0"
          "GPU_VISIBLE_DEVICES=0"
          "HOME=/home/appuser"
          "LANG=C.UTF-8"
          "MODEL_EVICT_THRESHOLD_PCT=90"
          "OMP_NUM_THREADS=16"
          "PATH=/usr/local/bin:/usr/bin"
          "PYTHONPATH=/app"
          "PYTHONUNBUFFERED=1"
          "PYTORCH_CUDA_ALLOC_CONF=max_split_size_mb:64"
          "SSL_CERT_FILE=/etc/ssl/certs/ca-certificates.crt"
          "TORCH_CUDA_ALLOC_CONF=max_split_size_mb:64"
          "TORCH_CUDA_ARCH_LIST=8.9"
          "UVICORN_WORKERS=32"
          "XDG_CACHE_HOME=/home/appuser/.cache"
        ];
        "Labels" = {
          "org.opencontainers.image.description" = "What operators and probes expect: curl, certificates, time zones";
          "org.opencontainers.image.title" = "base-utils";
        };
        "User" = "10001:10001";
        "WorkingDir" = "/app";
      };
      "description" = "What operators and probes expect: curl, certificates, time zones (family, mainpc)";
      "layers" = [
        "base-python-debs"
        "base-utils-debs"
        "mainpc-profile"
      ];
    };
    "chain-of-thought-agent" = {
      "config" = {
        "Cmd" = [
          "/usr/bin/python3.11"
          "-I"
          "-S"
          "/opt/gen-lock/runtime/main.py"
        ];
        "Entrypoint" = [
          "/usr/bin/tini"
          "--"
        ];
        "Env" = [
          "CC=/usr/bin/gcc"
          "CUDA_VISIBLE_DEVICES=0"
          "GPU_VISIBLE_DEVICES=0"
          "HEALTH_CHECK_PORT=6612"
          "HOME=/home/appuser"
          "LANG=C.UTF-8"
          "LD_LIBRARY_PATH=/usr/local/lib/python3.11/dist-packages/nvidia/cublas/lib:/usr/local/lib/python3.11/dist-packages/nvidia/cuda_nvrtc/lib:/usr/local/lib/python3.11/dist-packages/nvidia/cuda_runtime/lib:/usr/local/lib/python3.11/dist-packages/nvidia/cufft/lib:/usr/local/lib/python3.11/dist-packages/nvidia/curand/lib:/usr/local/lib/python3.11/dist-packages/nvidia/nvjitlink/lib:/usr/local/lib/python3.11/dist-packages/nvidia/cuda_cupti/lib:/usr/local/lib/python3.11/dist-packages/nvidia/cudnn/lib:/usr/local/lib/python3.11/dist-packages/nvidia/cusolver/lib:/usr/local/lib/python3.11/dist-packages/nvidia/cusparse/lib:/usr/local/lib/python3.11/dist-packages/nvidia/nccl/lib:/usr/local/lib/python3.11/dist-packages/nvidia/nvtx/lib"
          "MACHINE=mainpc"
          "MODEL_EVICT_THRESHOLD_PCT=90"
          "NVIDIA_DRIVER_CAPABILITIES=compute,utility"
          "NVIDIA_REQUIRE_CUDA=cuda>=12.1"
          "NVIDIA_VISIBLE_DEVICES=all"
          "OMP_NUM_THREADS=16"
          "PATH=/usr/local/bin:/usr/bin"
          "PYTHONPATH=/app"
          "PYTHONUNBUFFERED=1"
          "PYTORCH_CUDA_ALLOC_CONF=max_split_size_mb:64"
          "SERVICE_NAME=chain-of-thought-agent"
          "SERVICE_PORT=5612"
          "SSL_CERT_FILE=/etc/ssl/certs/ca-certificates.crt"
          "TORCH_CUDA_ALLOC_CONF=max_split_size_mb:64"
          "TORCH_CUDA_ARCH_LIST=8.9"
          "TRITON_CACHE_DIR=/home/appuser/.cache/triton"
          "UVICORN_WORKERS=32"
          "VLLM_NCCL_SO_PATH=/usr/local/lib/python3.11/dist-packages/nvidia/nccl/lib/libnccl.so.2"
          "XDG_CACHE_HOME=/home/appuser/.cache"
        ];
        "ExposedPorts" = {
          "5612/tcp" = { };
          "6612/tcp" = { };
        };
        "Healthcheck" = {
          "Interval" = 10000000000;
          "Retries" = 3;
          "StartPeriod" = 30000000000;
          "Test" = [
            "CMD"
            "/usr/bin/curl"
            "-fsS"
            "-o"
            "/dev/null"
            "http://127.0.0.1:6612/health"
          ];
          "Timeout" = 5000000000;
        };
        "Labels" = {
          "health_check_port" = "6612";
          "org.opencontainers.image.description" = "ChainOfThoughtAgent on mainpc";
          "org.opencontainers.image.title" = "chain-of-thought-agent";
        };
        "User" = "10001:10001";
        "WorkingDir" = "/app";
      };
      "description" = "ChainOfThoughtAgent on mainpc";
      "layers" = [
        "base-python-debs"
        "base-utils-debs"
        "wheel-nvidia-cublas-cu12-12.1.3.1"
        "wheel-nvidia-cufft-cu12-11.0.2.54"
        "wheel-nvidia-curand-cu12-10.3.2.106"
        "base-gpu-cu121-wheels"
        "wheel-nvidia-cudnn-cu12-8.9.2.26"
        "wheel-nvidia-cusolver-cu12-11.4.5.107"
        "wheel-nvidia-cusparse-cu12-12.1.0.106"
        "wheel-nvidia-nccl-cu12-2.19.3"
        "wheel-torch-2.2.2"
        "wheel-triton-2.2.0"
        "family-torch-cu121-wheels"
        "family-llm-cu121-debs"
        "wheel-ray-2.24.0"
        "wheel-vllm-0.4.1"
        "wheel-xformers-0.0.25.post1"
        "family-llm-cu121-wheels"
        "runtime"
        "mainpc-profile"
      ];
    };
    "chitchat-agent" = {
      "config" = {
        "Cmd" = [
          "/usr/bin/python3.11"
          "-I"
          "-S"
          "/opt/gen-lock/runtime/main.py"
        ];
        "Entrypoint" = [
          "/usr/bin/tini"
          "--"
        ];
        "Env" = [
          "CUDA_VISIBLE_DEVICES=0"
          "GPU_VISIBLE_DEVICES=0"
          "HEALTH_CHECK_PORT=6711"
          "HOME=/home/appuser"
          "LANG=C.UTF-8"
          "MACHINE=mainpc"
          "MODEL_EVICT_THRESHOLD_PCT=90"
          "OMP_NUM_THREADS=16"
          "PATH=/usr/local/bin:/usr/bin"
          "PYTHONPATH=/app"
          "PYTHONUNBUFFERED=1"
          "PYTORCH_CUDA_ALLOC_CONF=max_split_size_mb:64"
          "SERVICE_NAME=chitchat-agent"
          "SERVICE_PORT=5711"
          "SSL_CERT_FILE=/etc/ssl/certs/ca-certificates.crt"
          "TORCH_CUDA_ALLOC_CONF=max_split_size_mb:64"
          "TORCH_CUDA_ARCH_LIST=8.9"
          "UVICORN_WORKERS=32"
          "XDG_CACHE_HOME=/home/appuser/.cache"
        ];
        "ExposedPorts" = {
          "5711/tcp" = { };
          "6711/tcp" = { };
        };
        "Healthcheck" = {
          "Interval" = 10000000000;
          "Retries" = 3;
          "StartPeriod" = 30000000000;
          "Test" = [
            "CMD"
            "/usr/bin/curl"
            "-fsS"
            "-o"
            "/dev/null"
            "http://127.0.0.1:6711/health"
          ];
          "Timeout" = 5000000000;
        };
        "Labels" = {
          "health_check_port" = "6711";
          "org.opencontainers.image.description" = "ChitchatAgent on mainpc";
          "org.opencontainers.image.title" = "chitchat-agent";
        };
        "User" = "10001:10001";
        "WorkingDir" = "/app";
      };
      "description" = "ChitchatAgent on mainpc";
      "layers" = [
        "base-python-debs"
        "base-utils-debs"
        "legacy-py311-cpu-wheels"
        "runtime"
        "mainpc-profile"
      ];
    };
    "cloud-translation-service" = {
      "config" = {
        "Cmd" = [
          "/usr/bin/python3.11"
          "-I"
          "-S"
          "/opt/gen-lock/runtime/main.py"
        ];
        "Entrypoint" = [
          "/usr/bin/tini"
          "--"
        ];
        "Env" = [
          "CUDA_VISIBLE_DEVICES=0"
          "GPU_VISIBLE_DEVICES=0"
          "HEALTH_CHECK_PORT=6592"
          "HOME=/home/appuser"
          "LANG=C.UTF-8"
          "MACHINE=mainpc"
          "MODEL_EVICT_THRESHOLD_PCT=90"
          "OMP_NUM_THREADS=16"
          "PATH=/usr/local/bin:/usr/bin"
          "PYTHONPATH=/app"
          "PYTHONUNBUFFERED=1"
          "PYTORCH_CUDA_ALLOC_CONF=max_split_size_mb:64"
          "SERVICE_NAME=cloud-translation-service"
          "SERVICE_PORT=5592"
          "SSL_CERT_FILE=/etc/ssl/certs/ca-certificates.crt"
          "TORCH_CUDA_ALLOC_CONF=max_split_size_mb:64"
          "TORCH_CUDA_ARCH_LIST=8.9"
          "UVICORN_WORKERS=32"
          "XDG_CACHE_HOME=/home/appuser/.cache"
        ];
        "ExposedPorts" = {
          "5592/tcp" = { };
          "6592/tcp" = { };
        };
        "Healthcheck" = {
          "Interval" = 10000000000;
          "Retries" = 3;
          "StartPeriod" = 30000000000;
          "Test" = [
            "CMD"
            "/usr/bin/curl"
            "-fsS"
            "-o"
            "/dev/null"
            "http://127.0.0.1:6592/health"
          ];
          "Timeout" = 5000000000;
        };
        "Labels" = {
          "health_check_port" = "6592";
          "org.opencontainers.image.description" = "CloudTranslationService on mainpc";
          "org.opencontainers.image.title" = "cloud-translation-service";
        };
        "User" = "10001:10001";
        "WorkingDir" = "/app";
      };
      "description" = "CloudTranslationService on mainpc";
      "layers" = [
        "base-python-debs"
        "base-utils-debs"
        "base-cpu-pydeps-wheels"
        "family-web-wheels"
        "runtime"
        "mainpc-profile"
      ];
    };
    "code-generator" = {
      "config" = {
        "Cmd" = [
          "/usr/bin/python3.11"
          "-I"
          "-S"
          "/opt/gen-lock/runtime/main.py"
        ];
        "Entrypoint" = [
          "/usr/bin/tini"
          "--"
        ];
        "Env" = [
          "CUDA_VISIBLE_DEVICES=0"
          "GPU_VISIBLE_DEVICES=0"
          "HEALTH_CHECK_PORT=6650"
          "HOME=/home/appuser"
          "LANG=C.UTF-8"
          "MACHINE=mainpc"
          "MODEL_EVICT_THRESHOLD_PCT=90"
          "OMP_NUM_THREADS=16"
          "PATH=/usr/local/bin:/usr/bin"
          "PYTHONPATH=/app"
          "PYTHONUNBUFFERED=1"
          "PYTORCH_CUDA_ALLOC_CONF=max_split_size_mb:64"
          "SERVICE_NAME=code-generator"
          "SERVICE_PORT=5650"
          "SSL_CERT_FILE=/etc/ssl/certs/ca-certificates.crt"
          "TORCH_CUDA_ALLOC_CONF=max_split_size_mb:64"
          "TORCH_CUDA_ARCH_LIST=8.9"
          "UVICORN_WORKERS=32"
          "XDG_CACHE_HOME=/home/appuser/.cache"
        ];
        "ExposedPorts" = {
          "5650/tcp" = { };
          "6650/tcp" = { };
        };
        "Healthcheck" = {
          "Interval" = 10000000000;
          "Retries" = 3;
          "StartPeriod" = 30000000000;
          "Test" = [
            "CMD"
            "/usr/bin/curl"
            "-fsS"
            "-o"
            "/dev/null"
            "http://127.0.0.1:6650/health"
          ];
          "Timeout" = 5000000000;
        };
        "Labels" = {
          "health_check_port" = "6650";
          "org.opencontainers.image.description" = "CodeGenerator on mainpc";
          "org.opencontainers.image.title" = "code-generator";
        };
        "User" = "10001:10001";
        "WorkingDir" = "/app";
      };
      "description" = "CodeGenerator on mainpc";
      "layers" = [
        "base-python-debs"
        "base-utils-debs"
        "base-cpu-pydeps-wheels"
        "runtime"
        "mainpc-profile"
      ];
    };
    "cognitive-model-agent" = {
      "config" = {
        "Cmd" = [
          "/usr/bin/python3.11"
          "-I"
          "-S"
          "/opt/gen-lock/runtime/main.py"
        ];
        "Entrypoint" = [
          "/usr/bin/tini"
          "--"
        ];
        "Env" = [
          "CC=/usr/bin/gcc"
          "CUDA_VISIBLE_DEVICES=0"
          "GPU_VISIBLE_DEVICES=0"
          "HEALTH_CHECK_PORT=6641"
          "HOME=/home/appuser"
          "LANG=C.UTF-8"
          "LD_LIBRARY_PATH=/usr/local/lib/python3.11/dist-packages/nvidia/cublas/lib:/usr/local/lib/python3.11/dist-packages/nvidia/cuda_nvrtc/lib:/usr/local/lib/python3.11/dist-packages/nvidia/cuda_runtime/lib:/usr/local/lib/python3.11/dist-packages/nvidia/cufft/lib:/usr/local/lib/python3.11/dist-packages/nvidia/curand/lib:/usr/local/lib/python3.11/dist-packages/nvidia/nvjitlink/lib:/usr/local/lib/python3.11/dist-packages/nvidia/cuda_cupti/lib:/usr/local/lib/python3.11/dist-packages/nvidia/cudnn/lib:/usr/local/lib/python3.11/dist-packages/nvidia/cusolver/lib:/usr/local/lib/python3.11/dist-packages/nvidia/cusparse/lib:/usr/local/lib/python3.11/dist-packages/nvidia/nccl/lib:/usr/local/lib/python3.11/dist-packages/nvidia/nvtx/lib"
          "MACHINE=mainpc"
          "MODEL_EVICT_THRESHOLD_PCT=90"
          "NVIDIA_DRIVER_CAPABILITIES=compute,utility"
          "NVIDIA_REQUIRE_CUDA=cuda>=12.1"
          "NVIDIA_VISIBLE_DEVICES=all"
          "OMP_NUM_THREADS=16"
          "PATH=/usr/local/bin:/usr/bin"
          "PYTHONPATH=/app"
          "PYTHONUNBUFFERED=1"
          "PYTORCH_CUDA_ALLOC_CONF=max_split_size_mb:64"
          "SERVICE_NAME=cognitive-model-agent"
          "SERVICE_PORT=5641"
          "SSL_CERT_FILE=/etc/ssl/certs/ca-certificates.crt"
          "TORCH_CUDA_ALLOC_CONF=max_split_size_mb:64"
          "TORCH_CUDA_ARCH_LIST=8.9"
          "TRITON_CACHE_DIR=/home/appuser/.cache/triton"
          "UVICORN_WORKERS=32"
          "VLLM_NCCL_SO_PATH=/usr/local/lib/python3.11/dist-packages/nvidia/nccl/lib/libnccl.so.2"
          "XDG_CACHE_HOME=/home/appuser/.cache"
        ];
        "ExposedPorts" = {
          "5641/tcp" = { };
          "6641/tcp" = { };
        };
        "Healthcheck" = {
          "Interval" = 10000000000;
          "Retries" = 3;
          "StartPeriod" = 30000000000;
          "Test" = [
            "CMD"
            "/usr/bin/curl"
            "-fsS"
            "-o"
            "/dev/null"
            "http://127.0.0.1:6641/health"
          ];
          "Timeout" = 5000000000;
        };
        "Labels" = {
          "health_check_port" = "6641";
          "org.opencontainers.image.description" = "CognitiveModelAgent on mainpc";
          "org.opencontainers.image.title" = "cognitive-model-agent";
        };
        "User" = "10001:10001";
        "WorkingDir" = "/app";
      };
      "description" = "CognitiveModelAgent on mainpc";
      "layers" = [
        "base-python-debs"
        "base-utils-debs"
        "wheel-nvidia-cublas-cu12-12.1.3.1"
        "wheel-nvidia-cufft-cu12-11.0.2.54"
        "wheel-nvidia-curand-cu12-10.3.2.106"
        "base-gpu-cu121-wheels"
        "wheel-nvidia-cudnn-cu12-8.9.2.26"
        "wheel-nvidia-cusolver-cu12-11.4.5.107"
        "wheel-nvidia-cusparse-cu12-12.1.0.106"
        "wheel-nvidia-nccl-cu12-2.19.3"
        "wheel-torch-2.2.2"
        "wheel-triton-2.2.0"
        "family-torch-cu121-wheels"
        "family-llm-cu121-debs"
        "wheel-ray-2.24.0"
        "wheel-vllm-0.4.1"
        "wheel-xformers-0.0.25.post1"
        "family-llm-cu121-wheels"
        "runtime"
        "mainpc-profile"
      ];
    };
    "cross-machine-gpu-scheduler" = {
      "config" = {
        "Cmd" = [
          "/usr/bin/python3.11"
          "-I"
          "-S"
          "/opt/gen-lock/runtime/main.py"
        ];
        "Entrypoint" = [
          "/usr/bin/tini"
          "--"
        ];
        "Env" = [
          "CUDA_VISIBLE_DEVICES=0"
          "GPU_VISIBLE_DEVICES=0"
          "HEALTH_CHECK_PORT=8155"
          "HOME=/home/appuser"
          "LANG=C.UTF-8"
          "MACHINE=mainpc"
          "MODEL_EVICT_THRESHOLD_PCT=90"
          "NVIDIA_DRIVER_CAPABILITIES=utility"
          "NVIDIA_VISIBLE_DEVICES=all"
          "OMP_NUM_THREADS=16"
          "PATH=/usr/local/bin:/usr/bin"
          "PYTHONPATH=/app"
          "PYTHONUNBUFFERED=1"
          "PYTORCH_CUDA_ALLOC_CONF=max_split_size_mb:64"
          "SERVICE_APP=scheduler.app:app"
          "SERVICE_NAME=cross-machine-gpu-scheduler"
          "SERVICE_PORT=7155"
          "SERVICE_WORKERS=1"
          "SSL_CERT_FILE=/etc/ssl/certs/ca-certificates.crt"
          "TORCH_CUDA_ALLOC_CONF=max_split_size_mb:64"
          "TORCH_CUDA_ARCH_LIST=8.9"
          "UVICORN_WORKERS=32"
          "XDG_CACHE_HOME=/home/appuser/.cache"
        ];
        "ExposedPorts" = {
          "7155/tcp" = { };
          "8155/tcp" = { };
        };
        "Healthcheck" = {
          "Interval" = 10000000000;
          "Retries" = 3;
          "StartPeriod" = 30000000000;
          "Test" = [
            "CMD"
            "/usr/bin/curl"
            "-fsS"
            "-o"
            "/dev/null"
            "http://127.0.0.1:8155/health"
          ];
          "Timeout" = 5000000000;
        };
        "Labels" = {
          "health_check_port" = "8155";
          "org.opencontainers.image.description" = "CrossMachineGPUScheduler on mainpc";
          "org.opencontainers.image.title" = "cross-machine-gpu-scheduler";
        };
        "User" = "10001:10001";
        "WorkingDir" = "/app";
      };
      "description" = "CrossMachineGPUScheduler on mainpc";
      "layers" = [
        "base-python-debs"
        "base-utils-debs"
        "base-cpu-pydeps-wheels"
        "cross-machine-gpu-scheduler-wheels"
        "runtime"
        "mainpc-profile"
        "cross-machine-gpu-scheduler-code"
      ];
    };
    "docker-proxy" = {
      "config" = {
        "Cmd" = [
          "/usr/bin/python3.11"
          "-I"
          "-S"
          "/opt/gen-lock/runtime/main.py"
        ];
        "Entrypoint" = [
          "/usr/bin/tini"
          "--"
        ];
        "Env" = [
          "CUDA_VISIBLE_DEVICES=0"
          "GPU_VISIBLE_DEVICES=0"
          "HEALTH_CHECK_PORT=2376"
          "HOME=/home/appuser"
          "LANG=C.UTF-8"
          "MACHINE=mainpc"
          "MODEL_EVICT_THRESHOLD_PCT=90"
          "OMP_NUM_THREADS=16"
          "PATH=/usr/local/bin:/usr/bin"
          "PYTHONPATH=/app"
          "PYTHONUNBUFFERED=1"
          "PYTORCH_CUDA_ALLOC_CONF=max_split_size_mb:64"
          "SERVICE_COMMAND=[\"/usr/sbin/haproxy\",\"-db\",\"-f\",\"/app/haproxy.cfg\"]"
          "SERVICE_NAME=docker-proxy"
          "SERVICE_PORT=2375"
          "SERVICE_PROBE=tcp://127.0.0.1:2375"
          "SSL_CERT_FILE=/etc/ssl/certs/ca-certificates.crt"
          "TORCH_CUDA_ALLOC_CONF=max_split_size_mb:64"
          "TORCH_CUDA_ARCH_LIST=8.9"
          "UVICORN_WORKERS=32"
          "XDG_CACHE_HOME=/home/appuser/.cache"
        ];
        "ExposedPorts" = {
          "2375/tcp" = { };
          "2376/tcp" = { };
        };
        "Healthcheck" = {
          "Interval" = 10000000000;
          "Retries" = 3;
          "StartPeriod" = 30000000000;
          "Test" = [
            "CMD"
            "/usr/bin/curl"
            "-fsS"
            "-o"
            "/dev/null"
            "http://127.0.0.1:2376/health"
          ];
          "Timeout" = 5000000000;
        };
        "Labels" = {
          "health_check_port" = "2376";
          "org.opencontainers.image.description" = "DockerProxy on mainpc";
          "org.opencontainers.image.title" = "docker-proxy";
        };
        "User" = "10001:10001";
        "WorkingDir" = "/app";
      };
      "description" = "DockerProxy on mainpc";
      "layers" = [
        "base-python-debs"
        "base-utils-debs"
        "docker-proxy-debs"
        "runtime"
        "mainpc-profile"
        "docker-proxy-code"
      ];
    };
    "dynamic-identity-agent" = {
      "config" = {
        "Cmd" = [
          "/usr/bin/python3.11"
          "-I"
          "-S"
          "/opt/gen-lock/runtime/main.py"
        ];
        "Entrypoint" = [
          "/usr/bin/tini"
          "--"
        ];
        "Env" = [
          "CC=/usr/bin/gcc"
          "CUDA_VISIBLE_DEVICES=0"
          "GPU_VISIBLE_DEVICES=0"
          "HEALTH_CHECK_PORT=6802"
          "HOME=/home/appuser"
          "LANG=C.UTF-8"
          "LD_LIBRARY_PATH=/usr/local/lib/python3.11/dist-packages/nvidia/cublas/lib:/usr/local/lib/python3.11/dist-packages/nvidia/cuda_nvrtc/lib:/usr/local/lib/python3.11/dist-packages/nvidia/cuda_runtime/lib:/usr/local/lib/python3.11/dist-packages/nvidia/cufft/lib:/usr/local/lib/python3.11/dist-packages/nvidia/curand/lib:/usr/local/lib/python3.11/dist-packages/nvidia/nvjitlink/lib:/usr/local/lib/python3.11/dist-packages/nvidia/cuda_cupti/lib:/usr/local/lib/python3.11/dist-packages/nvidia/cudnn/lib:/usr/local/lib/python3.11/dist-packages/nvidia/cusolver/lib:/usr/local/lib/python3.11/dist-packages/nvidia/cusparse/lib:/usr/local/lib/python3.11/dist-packages/nvidia/nccl/lib:/usr/local/lib/python3.11/dist-packages/nvidia/nvtx/lib"
          "MACHINE=mainpc"
          "MODEL_EVICT_THRESHOLD_PCT=90"
          "NVIDIA_DRIVER_CAPABILITIES=compute,utility"
          "NVIDIA_REQUIRE_CUDA=cuda>=12.1"
          "NVIDIA_VISIBLE_DEVICES=all"
          "OMP_NUM_THREADS=16"
          "PATH=/usr/local/bin:/usr/bin"
          "PYTHONPATH=/app"
          "PYTHONUNBUFFERED=1"
          "PYTORCH_CUDA_ALLOC_CONF=max_split_size_mb:64"
          "SERVICE_NAME=dynamic-identity-agent"
          "SERVICE_PORT=5802"
          "SSL_CERT_FILE=/etc/ssl/certs/ca-certificates.crt"
          "TORCH_CUDA_ALLOC_CONF=max_split_size_mb:64"
          "TORCH_CUDA_ARCH_LIST=8.9"
          "TRITON_CACHE_DIR=/home/appuser/.cache/triton"
          "UVICORN_WORKERS=32"
          "VLLM_NCCL_SO_PATH=/usr/local/lib/python3.11/dist-packages/nvidia/nccl/lib/libnccl.so.2"
          "XDG_CACHE_HOME=/home/appuser/.cache"
        ];
        "ExposedPorts" = {
          "5802/tcp" = { };
          "6802/tcp" = { };
        };
        "Healthcheck" = {
          "Interval" = 10000000000;
          "Retries" = 3;
          "StartPeriod" = 30000000000;
          "Test" = [
            "CMD"
            "/usr/bin/curl"
            "-fsS"
            "-o"
            "/dev/null"
            "http://127.0.0.1:6802/health"
          ];
          "Timeout" = 5000000000;
        };
        "Labels" = {
          "health_check_port" = "6802";
          "org.opencontainers.image.description" = "DynamicIdentityAgent on mainpc";
          "org.opencontainers.image.title" = "dynamic-identity-agent";
        };
        "User" = "10001:10001";
        "WorkingDir" = "/app";
      };
      "description" = "DynamicIdentityAgent on mainpc";
      "layers" = [
        "base-python-debs"
        "base-utils-debs"
        "wheel-nvidia-cublas-cu12-12.1.3.1"
        "wheel-nvidia-cufft-cu12-11.0.2.54"
        "wheel-nvidia-curand-cu12-10.3.2.106"
        "base-gpu-cu121-wheels"
        "wheel-nvidia-cudnn-cu12-8.9.2.26"
        "wheel-nvidia-cusolver-cu12-11.4.5.107"
        "wheel-nvidia-cusparse-cu12-12.1.0.106"
        "wheel-nvidia-nccl-cu12-2.19.3"
        "wheel-torch-2.2.2"
        "wheel-triton-2.2.0"
        "family-torch-cu121-wheels"
        "family-llm-cu121-debs"
        "wheel-ray-2.24.0"
        "wheel-vllm-0.4.1"
        "wheel-xformers-0.0.25.post1"
        "family-llm-cu121-wheels"
        "runtime"
        "mainpc-profile"
      ];
    };
    "emotion-engine" = {
      "config" = {
        "Cmd" = [
          "/usr/bin/python3.11"
          "-I"
          "-S"
          "/opt/gen-lock/runtime/main.py"
        ];
        "Entrypoint" = [
          "/usr/bin/tini"
          "--"
        ];
        "Env" = [
          "CUDA_VISIBLE_DEVICES=0"
          "GPU_VISIBLE_DEVICES=0"
          "HEALTH_CHECK_PORT=6590"
          "HOME=/home/appuser"
          "LANG=C.UTF-8"
          "MACHINE=mainpc"
          "MODEL_EVICT_THRESHOLD_PCT=90"
          "OMP_NUM_THREADS=16"
          "PATH=/usr/local/bin:/usr/bin"
          "PYTHONPATH=/app"
          "PYTHONUNBUFFERED=1"
          "PYTORCH_CUDA_ALLOC_CONF=max_split_size_mb:64"
          "SERVICE_NAME=emotion-engine"
          "SERVICE_PORT=5590"
          "SSL_CERT_FILE=/etc/ssl/certs/ca-certificates.crt"
          "TORCH_CUDA_ALLOC_CONF=max_split_size_mb:64"
          "TORCH_CUDA_ARCH_LIST=8.9"
          "UVICORN_WORKERS=32"
          "XDG_CACHE_HOME=/home/appuser/.cache"
        ];
        "ExposedPorts" = {
          "5590/tcp" = { };
          "6590/tcp" = { };
        };
        "Healthcheck" = {
          "Interval" = 10000000000;
          "Retries" = 3;
          "StartPeriod" = 30000000000;
          "Test" = [
            "CMD"
            "/usr/bin/curl"
            "-fsS"
            "-o"
            "/dev/null"
            "http://127.0.0.1:6590/health"
          ];
          "Timeout" = 5000000000;
        };
        "Labels" = {
          "health_check_port" = "6590";
          "org.opencontainers.image.description" = "EmotionEngine on mainpc";
          "org.opencontainers.image.title" = "emotion-engine";
        };
        "User" = "10001:10001";
        "WorkingDir" = "/app";
      };
      "description" = "EmotionEngine on mainpc";
      "layers" = [
        "base-python-debs"
        "base-utils-debs"
        "base-cpu-pydeps-wheels"
        "runtime"
        "mainpc-profile"
      ];
    };
    "emotion-synthesis-agent" = {
      "config" = {
        "Cmd" = [
          "/usr/bin/python3.11"
          "-I"
          "-S"
          "/opt/gen-lock/runtime/main.py"
        ];
        "Entrypoint" = [
          "/usr/bin/tini"
          "--"
        ];
        "Env" = [
          "CUDA_VISIBLE_DEVICES=0"
          "GPU_VISIBLE_DEVICES=0"
          "HEALTH_CHECK_PORT=6706"
          "HOME=/home/appuser"
          "LANG=C.UTF-8"
          "LD_LIBRARY_PATH=/usr/local/lib/python3.11/dist-packages/nvidia/cublas/lib:/usr/local/lib/python3.11/dist-packages/nvidia/cuda_nvrtc/lib:/usr/local/lib/python3.11/dist-packages/nvidia/cuda_runtime/lib:/usr/local/lib/python3.11/dist-packages/nvidia/cufft/lib:/usr/local/lib/python3.11/dist-packages/nvidia/curand/lib:/usr/local/lib/python3.11/dist-packages/nvidia/nvjitlink/lib:/usr/local/lib/python3.11/dist-packages/nvidia/cuda_cupti/lib:/usr/local/lib/python3.11/dist-packages/nvidia/cudnn/lib:/usr/local/lib/python3.11/dist-packages/nvidia/cusolver/lib:/usr/local/lib/python3.11/dist-packages/nvidia/cusparse/lib:/usr/local/lib/python3.11/dist-packages/nvidia/nccl/lib:/usr/local/lib/python3.11/dist-packages/nvidia/nvtx/lib"
          "MACHINE=mainpc"
          "MODEL_EVICT_THRESHOLD_PCT=90"
          "NVIDIA_DRIVER_CAPABILITIES=compute,utility"
          "NVIDIA_REQUIRE_CUDA=cuda>=12.1"
          "NVIDIA_VISIBLE_DEVICES=all"
          "OMP_NUM_THREADS=16"
          "PATH=/usr/local/bin:/usr/bin"
          "PYTHONPATH=/app"
          "PYTHONUNBUFFERED=1"
          "PYTORCH_CUDA_ALLOC_CONF=max_split_size_mb:64"
          "SERVICE_NAME=emotion-synthesis-agent"
          "SERVICE_PORT=5706"
          "SSL_CERT_FILE=/etc/ssl/certs/ca-certificates.crt"
          "TORCH_CUDA_ALLOC_CONF=max_split_size_mb:64"
          "TORCH_CUDA_ARCH_LIST=8.9"
          "UVICORN_WORKERS=32"
          "XDG_CACHE_HOME=/home/appuser/.cache"
        ];
        "ExposedPorts" = {
          "5706/tcp" = { };
          "6706/tcp" = { };
        };
        "Healthcheck" = {
          "Interval" = 10000000000;
          "Retries" = 3;
          "StartPeriod" = 30000000000;
          "Test" = [
            "CMD"
            "/usr/bin/curl"
            "-fsS"
            "-o"
            "/dev/null"
            "http://127.0.0.1:6706/health"
          ];
          "Timeout" = 5000000000;
        };
        "Labels" = {
          "health_check_port" = "6706";
          "org.opencontainers.image.description" = "EmotionSynthesisAgent on mainpc";
          "org.opencontainers.image.title" = "emotion-synthesis-agent";
        };
        "User" = "10001:10001";
        "WorkingDir" = "/app";
      };
      "description" = "EmotionSynthesisAgent on mainpc";
      "layers" = [
        "base-python-debs"
        "base-utils-debs"
        "wheel-nvidia-cublas-cu12-12.1.3.1"
        "wheel-nvidia-cufft-cu12-11.0.2.54"
        "wheel-nvidia-curand-cu12-10.3.2.106"
        "base-gpu-cu121-wheels"
        "wheel-nvidia-cudnn-cu12-8.9.2.26"
        "wheel-nvidia-cusolver-cu12-11.4.5.107"
        "wheel-nvidia-cusparse-cu12-12.1.0.106"
        "wheel-nvidia-nccl-cu12-2.19.3"
        "wheel-torch-2.2.2"
        "wheel-triton-2.2.0"
        "family-torch-cu121-wheels"
        "audio-debs"
        "runtime"
        "mainpc-profile"
      ];
    };
    "empathy-agent" = {
      "config" = {
        "Cmd" = [
          "/usr/bin/python3.11"
          "-I"
          "-S"
          "/opt/gen-lock/runtime/main.py"
        ];
        "Entrypoint" = [
          "/usr/bin/tini"
          "--"
        ];
        "Env" = [
          "CUDA_VISIBLE_DEVICES=0"
          "GPU_VISIBLE_DEVICES=0"
          "HEALTH_CHECK_PORT=6703"
          "HOME=/home/appuser"
          "LANG=C.UTF-8"
          "LD_LIBRARY_PATH=/usr/local/lib/python3.11/dist-packages/nvidia/cublas/lib:/usr/local/lib/python3.11/dist-packages/nvidia/cuda_nvrtc/lib:/usr/local/lib/python3.11/dist-packages/nvidia/cuda_runtime/lib:/usr/local/lib/python3.11/dist-packages/nvidia/cufft/lib:/usr/local/lib/python3.11/dist-packages/nvidia/curand/lib:/usr/local/lib/python3.11/dist-packages/nvidia/nvjitlink/lib:/usr/local/lib/python3.11/dist-packages/nvidia/cuda_cupti/lib:/usr/local/lib/python3.11/dist-packages/nvidia/cudnn/lib:/usr/local/lib/python3.11/dist-packages/nvidia/cusolver/lib:/usr/local/lib/python3.11/dist-packages/nvidia/cusparse/lib:/usr/local/lib/python3.11/dist-packages/nvidia/nccl/lib:/usr/local/lib/python3.11/dist-packages/nvidia/nvtx/lib"
          "MACHINE=mainpc"
          "MODEL_EVICT_THRESHOLD_PCT=90"
          "NVIDIA_DRIVER_CAPABILITIES=compute,utility"
          "NVIDIA_REQUIRE_CUDA=cuda>=12.1"
          "NVIDIA_VISIBLE_DEVICES=all"
          "OMP_NUM_THREADS=16"
          "PATH=/usr/local/bin:/usr/bin"
          "PYTHONPATH=/app"
          "PYTHONUNBUFFERED=1"
          "PYTORCH_CUDA_ALLOC_CONF=max_split_size_mb:64"
          "SERVICE_NAME=empathy-agent"
          "SERVICE_PORT=5703"
          "SSL_CERT_FILE=/etc/ssl/certs/ca-certificates.crt"
          "TORCH_CUDA_ALLOC_CONF=max_split_size_mb:64"
          "TORCH_CUDA_ARCH_LIST=8.9"
          "UVICORN_WORKERS=32"
          "XDG_CACHE_HOME=/home/appuser/.cache"
        ];
        "ExposedPorts" = {
          "5703/tcp" = { };
          "6703/tcp" = { };
        };
        "Healthcheck" = {
          "Interval" = 10000000000;
          "Retries" = 3;
          "StartPeriod" = 30000000000;
          "Test" = [
            "CMD"
            "/usr/bin/curl"
            "-fsS"
            "-o"
            "/dev/null"
            "http://127.0.0.1:6703/health"
          ];
          "Timeout" = 5000000000;
        };
        "Labels" = {
          "health_check_port" = "6703";
          "org.opencontainers.image.description" = "EmpathyAgent on mainpc";
          "org.opencontainers.image.title" = "empathy-agent";
        };
        "User" = "10001:10001";
        "WorkingDir" = "/app";
      };
      "description" = "EmpathyAgent on mainpc";
      "layers" = [
        "base-python-debs"
        "base-utils-debs"
        "wheel-nvidia-cublas-cu12-12.1.3.1"
        "wheel-nvidia-cufft-cu12-11.0.2.54"
        "wheel-nvidia-curand-cu12-10.3.2.106"
        "base-gpu-cu121-wheels"
        "wheel-nvidia-cudnn-cu12-8.9.2.26"
        "wheel-nvidia-cusolver-cu12-11.4.5.107"
        "wheel-nvidia-cusparse-cu12-12.1.0.106"
        "wheel-nvidia-nccl-cu12-2.19.3"
        "wheel-torch-2.2.2"
        "wheel-triton-2.2.0"
        "family-torch-cu121-wheels"
        "audio-debs"
        "runtime"
        "mainpc-profile"
      ];
    };
    "executor" = {
      "config" = {
        "Cmd" = [
          "/usr/bin/python3.11"
          "-I"
          "-S"
          "/opt/gen-lock/runtime/main.py"
        ];
        "Entrypoint" = [
          "/usr/bin/tini"
          "--"
        ];
        "Env" = [
          "CUDA_VISIBLE_DEVICES=0"
          "GPU_VISIBLE_DEVICES=0"
          "HEALTH_CHECK_PORT=6606"
          "HOME=/home/appuser"
          "LANG=C.UTF-8"
          "MACHINE=mainpc"
          "MODEL_EVICT_THRESHOLD_PCT=90"
          "OMP_NUM_THREADS=16"
          "PATH=/usr/local/bin:/usr/bin"
          "PYTHONPATH=/app"
          "PYTHONUNBUFFERED=1"
          "PYTORCH_CUDA_ALLOC_CONF=max_split_size_mb:64"
          "SERVICE_NAME=executor"
          "SERVICE_PORT=5606"
          "SSL_CERT_FILE=/etc/ssl/certs/ca-certificates.crt"
          "TORCH_CUDA_ALLOC_CONF=max_split_size_mb:64"
          "TORCH_CUDA_ARCH_LIST=8.9"
          "UVICORN_WORKERS=32"
          "XDG_CACHE_HOME=/home/appuser/.cache"
        ];
        "ExposedPorts" = {
          "5606/tcp" = { };
          "6606/tcp" = { };
        };
        "Healthcheck" = {
          "Interval" = 10000000000;
          "Retries" = 3;
          "StartPeriod" = 30000000000;
          "Test" = [
            "CMD"
            "/usr/bin/curl"
            "-fsS"
            "-o"
            "/dev/null"
            "http://127.0.0.1:6606/health"
          ];
          "Timeout" = 5000000000;
        };
        "Labels" = {
          "health_check_port" = "6606";
          "org.opencontainers.image.description" = "Executor on mainpc";
          "org.opencontainers.image.title" = "executor";
        };
        "User" = "10001:10001";
        "WorkingDir" = "/app";
      };
      "description" = "Executor on mainpc";
      "layers" = [
        "base-python-debs"
        "base-utils-debs"
        "base-cpu-pydeps-wheels"
        "runtime"
        "mainpc-profile"
      ];
    };
    "face-recognition-agent" = {
      "config" = {
        "Cmd" = [
          "/usr/bin/python3.11"
          "-I"
          "-S"
          "/opt/gen-lock/runtime/main.py"
        ];
        "Entrypoint" = [
          "/usr/bin/tini"
          "--"
        ];
        "Env" = [
          "CUDA_VISIBLE_DEVICES=0"
          "GPU_VISIBLE_DEVICES=0"
          "HEALTH_CHECK_PORT=6610"
          "HOME=/home/appuser"
          "LANG=C.UTF-8"
          "LD_LIBRARY_PATH=/usr/local/lib/python3.11/dist-packages/nvidia/cublas/lib:/usr/local/lib/python3.11/dist-packages/nvidia/cuda_nvrtc/lib:/usr/local/lib/python3.11/dist-packages/nvidia/cuda_runtime/lib:/usr/local/lib/python3.11/dist-packages/nvidia/cufft/lib:/usr/local/lib/python3.11/dist-packages/nvidia/curand/lib:/usr/local/lib/python3.11/dist-packages/nvidia/nvjitlink/lib:/usr/local/lib/python3.11/dist-packages/nvidia/cudnn/lib"
          "MACHINE=mainpc"
          "MODEL_EVICT_THRESHOLD_PCT=90"
          "NVIDIA_DRIVER_CAPABILITIES=compute,utility"
          "NVIDIA_REQUIRE_CUDA=cuda>=12.1"
          "NVIDIA_VISIBLE_DEVICES=all"
          "OMP_NUM_THREADS=16"
          "PATH=/usr/local/bin:/usr/bin"
          "PYTHONPATH=/app"
          "PYTHONUNBUFFERED=1"
          "PYTORCH_CUDA_ALLOC_CONF=max_split_size_mb:64"
          "SERVICE_NAME=face-recognition-agent"
          "SERVICE_PORT=5610"
          "SSL_CERT_FILE=/etc/ssl/certs/ca-certificates.crt"
          "TORCH_CUDA_ALLOC_CONF=max_split_size_mb:64"
          "TORCH_CUDA_ARCH_LIST=8.9"
          "UVICORN_WORKERS=32"
          "XDG_CACHE_HOME=/home/appuser/.cache"
        ];
        "ExposedPorts" = {
          "5610/tcp" = { };
          "6610/tcp" = { };
        };
        "Healthcheck" = {
          "Interval" = 10000000000;
          "Retries" = 3;
          "StartPeriod" = 30000000000;
          "Test" = [
            "CMD"
            "/usr/bin/curl"
            "-fsS"
            "-o"
            "/dev/null"
            "http://127.0.0.1:6610/health"
          ];
          "Timeout" = 5000000000;
        };
        "Labels" = {
          "health_check_port" = "6610";
          "org.opencontainers.image.description" = "FaceRecognitionAgent on mainpc";
          "org.opencontainers.image.title" = "face-recognition-agent";
        };
        "User" = "10001:10001";
        "WorkingDir" = "/app";
      };
      "description" = "FaceRecognitionAgent on mainpc";
      "layers" = [
        "base-python-debs"
        "base-utils-debs"
        "wheel-nvidia-cublas-cu12-12.1.3.1"
        "wheel-nvidia-cufft-cu12-11.0.2.54"
        "wheel-nvidia-curand-cu12-10.3.2.106"
        "base-gpu-cu121-wheels"
        "family-vision-cu121-debs"
        "wheel-nvidia-cudnn-cu12-9.1.1.17"
        "wheel-onnxruntime-gpu-1.20.2"
        "family-vision-cu121-wheels"
        "runtime"
        "mainpc-profile"
      ];
    };
    "family-llm-cu121" = {
      "config" = {
        "Cmd" = [
          "/usr/bin/python3.11"
        ];
        "Entrypoint" = [
          "/usr/bin/tini"
          "--"
        ];
        "Env" = [
          "CC=/usr/bin/gcc"
          "CUDA_VISIBLE_DEVICES=0"
          "GPU_VISIBLE_DEVICES=0"
          "HOME=/home/appuser"
          "LANG=C.UTF-8"
          "LD_LIBRARY_PATH=/usr/local/lib/python3.11/dist-packages/nvidia/cublas/lib:/usr/local/lib/python3.11/dist-packages/nvidia/cuda_nvrtc/lib:/usr/local/lib/python3.11/dist-packages/nvidia/cuda_runtime/lib:/usr/local/lib/python3.11/dist-packages/nvidia/cufft/lib:/usr/local/lib/python3.11/dist-packages/nvidia/curand/lib:/usr/local/lib/python3.11/dist-packages/nvidia/nvjitlink/lib:/usr/local/lib/python3.11/dist-packages/nvidia/cuda_cupti/lib:/usr/local/lib/python3.11/dist-packages/nvidia/cudnn/lib:/usr/local/lib/python3.11/dist-packages/nvidia/cusolver/lib:/usr/local/lib/python3.11/dist-packages/nvidia/cusparse/lib:/usr/local/lib/python3.11/dist-packages/nvidia/nccl/lib:/usr/local/lib/python3.11/dist-packages/nvidia/nvtx/lib"
          "MODEL_EVICT_THRESHOLD_PCT=90"
          "NVIDIA_DRIVER_CAPABILITIES=compute,utility"
          "NVIDIA_REQUIRE_CUDA=cuda>=12.1"
          "NVIDIA_VISIBLE_DEVICES=all"
          "OMP_NUM_THREADS=16"
          "PATH=/usr/local/bin:/usr/bin"
          "PYTHONPATH=/app"
          "PYTHONUNBUFFERED=1"
          "PYTORCH_CUDA_ALLOC_CONF=max_split_size_mb:64"
          "SSL_CERT_FILE=/etc/ssl/certs/ca-certificates.crt"
          "TORCH_CUDA_ALLOC_CONF=max_split_size_mb:64"
          "TORCH_CUDA_ARCH_LIST=8.9"
          "TRITON_CACHE_DIR=/home/appuser/.cache/triton"
          "UVICORN_WORKERS=32"
          "VLLM_NCCL_SO_PATH=/usr/local/lib/python3.11/dist-packages/nvidia/nccl/lib/libnccl.so.2"
          "XDG_CACHE_HOME=/home/appuser/.cache"
        ];
        "Labels" = {
          "org.opencontainers.image.description" = "vllm 0.4.1, accelerate, xformers";
          "org.opencontainers.image.title" = "family-llm-cu121";
        };
        "User" = "10001:10001";
        "WorkingDir" = "/app";
      };
      "description" = "vllm 0.4.1, accelerate, xformers (family, mainpc)";
      "layers" = [
        "base-python-debs"
        "base-utils-debs"
        "wheel-nvidia-cublas-cu12-12.1.3.1"
        "wheel-nvidia-cufft-cu12-11.0.2.54"
        "wheel-nvidia-curand-cu12-10.3.2.106"
        "base-gpu-cu121-wheels"
        "wheel-nvidia-cudnn-cu12-8.9.2.26"
        "wheel-nvidia-cusolver-cu12-11.4.5.107"
        "wheel-nvidia-cusparse-cu12-12.1.0.106"
        "wheel-nvidia-nccl-cu12-2.19.3"
        "wheel-torch-2.2.2"
        "wheel-triton-2.2.0"
        "family-torch-cu121-wheels"
        "family-llm-cu121-debs"
        "wheel-ray-2.24.0"
        "wheel-vllm-0.4.1"
        "wheel-xformers-0.0.25.post1"
        "family-llm-cu121-wheels"
        "mainpc-profile"
      ];
    };
    "family-torch-cu121" = {
      "config" = {
        "Cmd" = [
          "/usr/bin/python3.11"
        ];
        "Entrypoint" = [
          "/usr/bin/tini"
          "--"
        ];
        "Env" = [
          "CUDA_VISIBLE_DEVICES=0"
          "GPU_VISIBLE_DEVICES=0"
          "HOME=/home/appuser"
          "LANG=C.UTF-8"
          "LD_LIBRARY_PATH=/usr/local/lib/python3.11/dist-packages/nvidia/cublas/lib:/usr/local/lib/python3.11/dist-packages/nvidia/cuda_nvrtc/lib:/usr/local/lib/python3.11/dist-packages/nvidia/cuda_runtime/lib:/usr/local/lib/python3.11/dist-packages/nvidia/cufft/lib:/usr/local/lib/python3.11/dist-packages/nvidia/curand/lib:/usr/local/lib/python3.11/dist-packages/nvidia/nvjitlink/lib:/usr/local/lib/python3.11/dist-packages/nvidia/cuda_cupti/lib:/usr/local/lib/python3.11/dist-packages/nvidia/cudnn/lib:/usr/local/lib/python3.11/dist-packages/nvidia/cusolver/lib:/usr/local/lib/python3.11/dist-packages/nvidia/cusparse/lib:/usr/local/lib/python3.11/dist-packages/nvidia/nccl/lib:/usr/local/lib/python3.11/dist-packages/nvidia/nvtx/lib"
          "MODEL_EVICT_THRESHOLD_PCT=90"
          "NVIDIA_DRIVER_CAPABILITIES=compute,utility"
          "NVIDIA_REQUIRE_CUDA=cuda>=12.1"
          "NVIDIA_VISIBLE_DEVICES=all"
          "OMP_NUM_THREADS=16"
          "PATH=/usr/local/bin:/usr/bin"
          "PYTHONPATH=/app"
          "PYTHONUNBUFFERED=1"
          "PYTORCH_CUDA_ALLOC_CONF=max_split_size_mb:64"
          "SSL_CERT_FILE=/etc/ssl/certs/ca-certificates.crt"
          "TORCH_CUDA_ALLOC_CONF=max_split_size_mb:64"
          "TORCH_CUDA_ARCH_LIST=8.9"
          "UVICORN_WORKERS=32"
          "XDG_CACHE_HOME=/home/appuser/.cache"
        ];
        "Labels" = {
          "org.opencontainers.image.description" = "torch 2.2.2 (cu121), torchvision 0.17.2";
          "org.opencontainers.image.title" = "family-torch-cu121";
        };
        "User" = "10001:10001";
        "WorkingDir" = "/app";
      };
      "description" = "torch 2.2.2 (cu121), torchvision 0.17.2 (family, mainpc)";
      "layers" = [
        "base-python-debs"
        "base-utils-debs"
        "wheel-nvidia-cublas-cu12-12.1.3.1"
        "wheel-nvidia-cufft-cu12-11.0.2.54"
        "wheel-nvidia-curand-cu12-10.3.2.106"
        "base-gpu-cu121-wheels"
        "wheel-nvidia-cudnn-cu12-8.9.2.26"
        "wheel-nvidia-cusolver-cu12-11.4.5.107"
        "wheel-nvidia-cusparse-cu12-12.1.0.106"
        "wheel-nvidia-nccl-cu12-2.19.3"
        "wheel-torch-2.2.2"
        "wheel-triton-2.2.0"
        "family-torch-cu121-wheels"
        "mainpc-profile"
      ];
    };
    "family-vision-cu121" = {
      "config" = {
        "Cmd" = [
          "/usr/bin/python3.11"
        ];
        "Entrypoint" = [
          "/usr/bin/tini"
          "--"
        ];
        "Env" = [
          "CUDA_VISIBLE_DEVICES=0"
          "GPU_VISIBLE_DEVICES=0"
          "HOME=/home/appuser"
          "LANG=C.UTF-8"
          "LD_LIBRARY_PATH=/usr/local/lib/python3.11/dist-packages/nvidia/cublas/lib:/usr/local/lib/python3.11/dist-packages/nvidia/cuda_nvrtc/lib:/usr/local/lib/python3.11/dist-packages/nvidia/cuda_runtime/lib:/usr/local/lib/python3.11/dist-packages/nvidia/cufft/lib:/usr/local/lib/python3.11/dist-packages/nvidia/curand/lib:/usr/local/lib/python3.11/dist-packages/nvidia/nvjitlink/lib:/usr/local/lib/python3.11/dist-packages/nvidia/cudnn/lib"
          "MODEL_EVICT_THRESHOLD_PCT=90"
          "NVIDIA_DRIVER_CAPABILITIES=compute,utility"
          "NVIDIA_REQUIRE_CUDA=cuda>=12.1"
          "NVIDIA_VISIBLE_DEVICES=all"
          "OMP_NUM_THREADS=16"
          "PATH=/usr/local/bin:/usr/bin"
          "PYTHONPATH=/app"
          "PYTHONUNBUFFERED=1"
          "PYTORCH_CUDA_ALLOC_CONF=max_split_size_mb:64"
          "SSL_CERT_FILE=/etc/ssl/certs/ca-certificates.crt"
          "TORCH_CUDA_ALLOC_CONF=max_split_size_mb:64"
          "TORCH_CUDA_ARCH_LIST=8.9"
          "UVICORN_WORKERS=32"
          "XDG_CACHE_HOME=/home/appuser/.cache"
        ];
        "Labels" = {
          "org.opencontainers.image.description" = "onnxruntime-gpu 1.20.2 with cuDNN 9, OpenCV 4.10";
          "org.opencontainers.image.title" = "family-vision-cu121";
        };
        "User" = "10001:10001";
        "WorkingDir" = "/app";
      };
      "description" = "onnxruntime-gpu 1.20.2 with cuDNN 9, OpenCV 4.10 (family, mainpc)";
      "layers" = [
        "base-python-debs"
        "base-utils-debs"
        "wheel-nvidia-cublas-cu12-12.1.3.1"
        "wheel-nvidia-cufft-cu12-11.0.2.54"
        "wheel-nvidia-curand-cu12-10.3.2.106"
        "base-gpu-cu121-wheels"
        "family-vision-cu121-debs"
        "wheel-nvidia-cudnn-cu12-9.1.1.17"
        "wheel-onnxruntime-gpu-1.20.2"
        "family-vision-cu121-wheels"
        "mainpc-profile"
      ];
    };
    "family-web" = {
      "config" = {
        "Cmd" = [
          "/usr/bin/python3.11"
        ];
        "Entrypoint" = [
          "/usr/bin/tini"
          "--"
        ];
        "Env" = [
          "CUDA_VISIBLE_DEVICES=0"
          "GPU_VISIBLE_DEVICES=0"
          "HOME=/home/appuser"
          "LANG=C.UTF-8"
          "MODEL_EVICT_THRESHOLD_PCT=90"
          "OMP_NUM_THREADS=16"
          "PATH=/usr/local/bin:/usr/bin"
          "PYTHONPATH=/app"
          "PYTHONUNBUFFERED=1"
          "PYTORCH_CUDA_ALLOC_CONF=max_split_size_mb:64"
          "SSL_CERT_FILE=/etc/ssl/certs/ca-certificates.crt"
          "TORCH_CUDA_ALLOC_CONF=max_split_size_mb:64"
          "TORCH_CUDA_ARCH_LIST=8.9"
          "UVICORN_WORKERS=32"
          "XDG_CACHE_HOME=/home/appuser/.cache"
        ];
        "Labels" = {
          "org.opencontainers.image.description" = "starlette, websockets, gunicorn";
          "org.opencontainers.image.title" = "family-web";
        };
        "User" = "10001:10001";
        "WorkingDir" = "/app";
      };
      "description" = "starlette, websockets, gunicorn (family, mainpc)";
      "layers" = [
        "base-python-debs"
        "base-utils-debs"
        "base-cpu-pydeps-wheels"
        "family-web-wheels"
        "mainpc-profile"
      ];
    };
    "feedback-handler" = {
      "config" = {
        "Cmd" = [
          "/usr/bin/python3.11"
          "-I"
          "-S"
          "/opt/gen-lock/runtime/main.py"
        ];
        "Entrypoint" = [
          "/usr/bin/tini"
          "--"
        ];
        "Env" = [
          "CUDA_VISIBLE_DEVICES=0"
          "GPU_VISIBLE_DEVICES=0"
          "HEALTH_CHECK_PORT=6636"
          "HOME=/home/appuser"
          "LANG=C.UTF-8"
          "MACHINE=mainpc"
          "MODEL_EVICT_THRESHOLD_PCT=90"
          "OMP_NUM_THREADS=16"
          "PATH=/usr/local/bin:/usr/bin"
          "PYTHONPATH=/app"
          "PYTHONUNBUFFERED=1"
          "PYTORCH_CUDA_ALLOC_CONF=max_split_size_mb:64"
          "SERVICE_NAME=feedback-handler"
          "SERVICE_PORT=5636"
          "SSL_CERT_FILE=/etc/ssl/certs/ca-certificates.crt"
          "TORCH_CUDA_ALLOC_CONF=max_split_size_mb:64"
          "TORCH_CUDA_ARCH_LIST=8.9"
          "UVICORN_WORKERS=32"
          "XDG_CACHE_HOME=/home/appuser/.cache"
        ];
        "ExposedPorts" = {
          "5636/tcp" = { };
          "6636/tcp" = { };
        };
        "Healthcheck" = {
          "Interval" = 10000000000;
          "Retries" = 3;
          "StartPeriod" = 30000000000;
          "Test" = [
            "CMD"
            "/usr/bin/curl"
            "-fsS"
            "-o"
            "/dev/null"
            "http://127.0.0.1:6636/health"
          ];
          "Timeout" = 5000000000;
        };
        "Labels" = {
          "health_check_port" = "6636";
          "org.opencontainers.image.description" = "FeedbackHandler on mainpc";
          "org.opencontainers.image.title" = "feedback-handler";
        };
        "User" = "10001:10001";
        "WorkingDir" = "/app";
      };
      "description" = "FeedbackHandler on mainpc";
      "layers" = [
        "base-python-debs"
        "base-utils-debs"
        "legacy-py311-cpu-wheels"
        "runtime"
        "mainpc-profile"
      ];
    };
    "fused-audio-preprocessor" = {
      "config" = {
        "Cmd" = [
          "/usr/bin/python3.11"
          "-I"
          "-S"
          "/opt/gen-lock/runtime/main.py"
        ];
        "Entrypoint" = [
          "/usr/bin/tini"
          "--"
        ];
        "Env" = [
          "CUDA_VISIBLE_DEVICES=0"
          "GPU_VISIBLE_DEVICES=0"
          "HEALTH_CHECK_PORT=7551"
          "HOME=/home/appuser"
          "LANG=C.UTF-8"
          "MACHINE=mainpc"
          "MODEL_EVICT_THRESHOLD_PCT=90"
          "OMP_NUM_THREADS=16"
          "PATH=/usr/local/bin:/usr/bin"
          "PYTHONPATH=/app"
          "PYTHONUNBUFFERED=1"
          "PYTORCH_CUDA_ALLOC_CONF=max_split_size_mb:64"
          "SERVICE_NAME=fused-audio-preprocessor"
          "SERVICE_PORT=6551"
          "SSL_CERT_FILE=/etc/ssl/certs/ca-certificates.crt"
          "TORCH_CUDA_ALLOC_CONF=max_split_size_mb:64"
          "TORCH_CUDA_ARCH_LIST=8.9"
          "UVICORN_WORKERS=32"
          "XDG_CACHE_HOME=/home/appuser/.cache"
        ];
        "ExposedPorts" = {
          "6551/tcp" = { };
          "7551/tcp" = { };
        };
        "Healthcheck" = {
          "Interval" = 10000000000;
          "Retries" = 3;
          "StartPeriod" = 30000000000;
          "Test" = [
            "CMD"
            "/usr/bin/curl"
            "-fsS"
            "-o"
            "/dev/null"
            "http://127.0.0.1:7551/health"
          ];
          "Timeout" = 5000000000;
        };
        "Labels" = {
          "health_check_port" = "7551";
          "org.opencontainers.image.description" = "FusedAudioPreprocessor on mainpc";
          "org.opencontainers.image.title" = "fused-audio-preprocessor";
        };
        "User" = "10001:10001";
        "WorkingDir" = "/app";
      };
      "description" = "FusedAudioPreprocessor on mainpc";
      "layers" = [
        "base-python-debs"
        "base-utils-debs"
        "base-cpu-pydeps-wheels"
        "audio-debs"
        "runtime"
        "mainpc-profile"
      ];
    };
    "go-t-to-t-agent" = {
      "config" = {
        "Cmd" = [
          "/usr/bin/python3.11"
          "-I"
          "-S"
          "/opt/gen-lock/runtime/main.py"
        ];
        "Entrypoint" = [
          "/usr/bin/tini"
          "--"
        ];
        "Env" = [
          "CC=/usr/bin/gcc"
          "CUDA_VISIBLE_DEVICES=0"
          "GPU_VISIBLE_DEVICES=0"
          "HEALTH_CHECK_PORT=6646"
          "HOME=/home/appuser"
          "LANG=C.UTF-8"
          "LD_LIBRARY_PATH=/usr/local/lib/python3.11/dist-packages/nvidia/cublas/lib:/usr/local/lib/python3.11/dist-packages/nvidia/cuda_nvrtc/lib:/usr/local/lib/python3.11/dist-packages/nvidia/cuda_runtime/lib:/usr/local/lib/python3.11/dist-packages/nvidia/cufft/lib:/usr/local/lib/python3.11/dist-packages/nvidia/curand/lib:/usr/local/lib/python3.11/dist-packages/nvidia/nvjitlink/lib:/usr/local/lib/python3.11/dist-packages/nvidia/cuda_cupti/lib:/usr/local/lib/python3.11/dist-packages/nvidia/cudnn/lib:/usr/local/lib/python3.11/dist-packages/nvidia/cusolver/lib:/usr/local/lib/python3.11/dist-packages/nvidia/cusparse/lib:/usr/local/lib/python3.11/dist-packages/nvidia/nccl/lib:/usr/local/lib/python3.11/dist-packages/nvidia/nvtx/lib"
          "MACHINE=mainpc"
          "MODEL_EVICT_THRESHOLD_PCT=90"
          "NVIDIA_DRIVER_CAPABILITIES=compute,utility"
          "NVIDIA_REQUIRE_CUDA=cuda>=12.1"
          "NVIDIA_VISIBLE_DEVICES=all"
          "OMP_NUM_THREADS=16"
          "PATH=/usr/local/bin:/usr/bin"
          "PYTHONPATH=/app"
          "PYTHONUNBUFFERED=1"
          "PYTORCH_CUDA_ALLOC_CONF=max_split_size_mb:64"
          "SERVICE_NAME=go-t-to-t-agent"
          "SERVICE_PORT=5646"
          "SSL_CERT_FILE=/etc/ssl/certs/ca-certificates.crt"
          "TORCH_CUDA_ALLOC_CONF=max_split_size_mb:64"
          "TORCH_CUDA_ARCH_LIST=8.9"
          "TRITON_CACHE_DIR=/home/appuser/.cache/triton"
          "UVICORN_WORKERS=32"
          "VLLM_NCCL_SO_PATH=/usr/local/lib/python3.11/dist-packages/nvidia/nccl/lib/libnccl.so.2"
          "XDG_CACHE_HOME=/home/appuser/.cache"
        ];
        "ExposedPorts" = {
          "5646/tcp" = { };
          "6646/tcp" = { };
        };
        "Healthcheck" = {
          "Interval" = 10000000000;
          "Retries" = 3;
          "StartPeriod" = 30000000000;
          "Test" = [
            "CMD"
            "/usr/bin/curl"
            "-fsS"
            "-o"
            "/dev/null"
            "http://127.0.0.1:6646/health"
          ];
          "Timeout" = 5000000000;
        };
        "Labels" = {
          "health_check_port" = "6646";
          "org.opencontainers.image.description" = "GoTToTAgent on mainpc";
          "org.opencontainers.image.title" = "go-t-to-t-agent";
        };
        "User" = "10001:10001";
        "WorkingDir" = "/app";
      };
      "description" = "GoTToTAgent on mainpc";
      "layers" = [
        "base-python-debs"
        "base-utils-debs"
        "wheel-nvidia-cublas-cu12-12.1.3.1"
        "wheel-nvidia-cufft-cu12-11.0.2.54"
        "wheel-nvidia-curand-cu12-10.3.2.106"
        "base-gpu-cu121-wheels"
        "wheel-nvidia-cudnn-cu12-8.9.2.26"
        "wheel-nvidia-cusolver-cu12-11.4.5.107"
        "wheel-nvidia-cusparse-cu12-12.1.0.106"
        "wheel-nvidia-nccl-cu12-2.19.3"
        "wheel-torch-2.2.2"
        "wheel-triton-2.2.0"
        "family-torch-cu121-wheels"
        "family-llm-cu121-debs"
        "wheel-ray-2.24.0"
        "wheel-vllm-0.4.1"
        "wheel-xformers-0.0.25.post1"
        "family-llm-cu121-wheels"
        "runtime"
        "mainpc-profile"
      ];
    };
    "human-awareness-agent" = {
      "config" = {
        "Cmd" = [
          "/usr/bin/python3.11"
          "-I"
          "-S"
          "/opt/gen-lock/runtime/main.py"
        ];
        "Entrypoint" = [
          "/usr/bin/tini"
          "--"
        ];
        "Env" = [
          "CUDA_VISIBLE_DEVICES=0"
          "GPU_VISIBLE_DEVICES=0"
          "HEALTH_CHECK_PORT=6705"
          "HOME=/home/appuser"
          "LANG=C.UTF-8"
          "MACHINE=mainpc"
          "MODEL_EVICT_THRESHOLD_PCT=90"
          "OMP_NUM_THREADS=16"
          "PATH=/usr/local/bin:/usr/bin"
          "PYTHONPATH=/app"
          "PYTHONUNBUFFERED=1"
          "PYTORCH_CUDA_ALLOC_CONF=max_split_size_mb:64"
          "SERVICE_NAME=human-awareness-agent"
          "SERVICE_PORT=5705"
          "SSL_CERT_FILE=/etc/ssl/certs/ca-certificates.crt"
          "TORCH_CUDA_ALLOC_CONF=max_split_size_mb:64"
          "TORCH_CUDA_ARCH_LIST=8.9"
          "UVICORN_WORKERS=32"
          "XDG_CACHE_HOME=/home/appuser/.cache"
        ];
        "ExposedPorts" = {
          "5705/tcp" = { };
          "6705/tcp" = { };
        };
        "Healthcheck" = {
          "Interval" = 10000000000;
          "Retries" = 3;
          "StartPeriod" = 30000000000;
          "Test" = [
            "CMD"
            "/usr/bin/curl"
            "-fsS"
            "-o"
            "/dev/null"
            "http://127.0.0.1:6705/health"
          ];
          "Timeout" = 5000000000;
        };
        "Labels" = {
          "health_check_port" = "6705";
          "org.opencontainers.image.description" = "HumanAwarenessAgent on mainpc";
          "org.opencontainers.image.title" = "human-awareness-agent";
        };
        "User" = "10001:10001";
        "WorkingDir" = "/app";
      };
      "description" = "HumanAwarenessAgent on mainpc";
      "layers" = [
        "base-python-debs"
        "base-utils-debs"
        "base-cpu-pydeps-wheels"
        "runtime"
        "mainpc-profile"
      ];
    };
    "intention-validator-agent" = {
      "config" = {
        "Cmd" = [
          "/usr/bin/python3.11"
          "-I"
          "-S"
          "/opt/gen-lock/runtime/main.py"
        ];
        "Entrypoint" = [
          "/usr/bin/tini"
          "--"
        ];
        "Env" = [
          "CUDA_VISIBLE_DEVICES=0"
          "GPU_VISIBLE_DEVICES=0"
          "HEALTH_CHECK_PORT=6701"
          "HOME=/home/appuser"
          "LANG=C.UTF-8"
          "MACHINE=mainpc"
          "MODEL_EVICT_THRESHOLD_PCT=90"
          "OMP_NUM_THREADS=16"
          "PATH=/usr/local/bin:/usr/bin"
          "PYTHONPATH=/app"
          "PYTHONUNBUFFERED=1"
          "PYTORCH_CUDA_ALLOC_CONF=max_split_size_mb:64"
          "SERVICE_NAME=intention-validator-agent"
          "SERVICE_PORT=5701"
          "SSL_CERT_FILE=/etc/ssl/certs/ca-certificates.crt"
          "TORCH_CUDA_ALLOC_CONF=max_split_size_mb:64"
          "TORCH_CUDA_ARCH_LIST=8.9"
          "UVICORN_WORKERS=32"
          "XDG_CACHE_HOME=/home/appuser/.cache"
        ];
        "ExposedPorts" = {
          "5701/tcp" = { };
          "6701/tcp" = { };
        };
        "Healthcheck" = {
          "Interval" = 10000000000;
          "Retries" = 3;
          "StartPeriod" = 30000000000;
          "Test" = [
            "CMD"
            "/usr/bin/curl"
            "-fsS"
            "-o"
            "/dev/null"
            "http://127.0.0.1:6701/health"
          ];
          "Timeout" = 5000000000;
        };
        "Labels" = {
          "health_check_port" = "6701";
          "org.opencontainers.image.description" = "IntentionValidatorAgent on mainpc";
          "org.opencontainers.image.title" = "intention-validator-agent";
        };
        "User" = "10001:10001";
        "WorkingDir" = "/app";
      };
      "description" = "IntentionValidatorAgent on mainpc";
      "layers" = [
        "base-python-debs"
        "base-utils-debs"
        "legacy-py311-cpu-wheels"
        "runtime"
        "mainpc-profile"
      ];
    };
    "learning-manager" = {
      "config" = {
        "Cmd" = [
          "/usr/bin/python3.11"
          "-I"
          "-S"
          "/opt/gen-lock/runtime/main.py"
        ];
        "Entrypoint" = [
          "/usr/bin/tini"
          "--"
        ];
        "Env" = [
          "CC=/usr/bin/gcc"
          "CUDA_VISIBLE_DEVICES=0"
          "GPU_VISIBLE_DEVICES=0"
          "HEALTH_CHECK_PORT=6580"
          "HOME=/home/appuser"
          "LANG=C.UTF-8"
          "LD_LIBRARY_PATH=/usr/local/lib/python3.11/dist-packages/nvidia/cublas/lib:/usr/local/lib/python3.11/dist-packages/nvidia/cuda_nvrtc/lib:/usr/local/lib/python3.11/dist-packages/nvidia/cuda_runtime/lib:/usr/local/lib/python3.11/dist-packages/nvidia/cufft/lib:/usr/local/lib/python3.11/dist-packages/nvidia/curand/lib:/usr/local/lib/python3.11/dist-packages/nvidia/nvjitlink/lib:/usr/local/lib/python3.11/dist-packages/nvidia/cuda_cupti/lib:/usr/local/lib/python3.11/dist-packages/nvidia/cudnn/lib:/usr/local/lib/python3.11/dist-packages/nvidia/cusolver/lib:/usr/local/lib/python3.11/dist-packages/nvidia/cusparse/lib:/usr/local/lib/python3.11/dist-packages/nvidia/nccl/lib:/usr/local/lib/python3.11/dist-packages/nvidia/nvtx/lib"
          "MACHINE=mainpc"
          "MODEL_EVICT_THRESHOLD_PCT=90"
          "NVIDIA_DRIVER_CAPABILITIES=compute,utility"
          "NVIDIA_REQUIRE_CUDA=cuda>=12.1"
          "NVIDIA_VISIBLE_DEVICES=all"
          "OMP_NUM_THREADS=16"
          "PATH=/usr/local/bin:/usr/bin"
          "PYTHONPATH=/app"
          "PYTHONUNBUFFERED=1"
          "PYTORCH_CUDA_ALLOC_CONF=max_split_size_mb:64"
          "SERVICE_NAME=learning-manager"
          "SERVICE_PORT=5580"
          "SSL_CERT_FILE=/etc/ssl/certs/ca-certificates.crt"
          "TORCH_CUDA_ALLOC_CONF=max_split_size_mb:64"
          "TORCH_CUDA_ARCH_LIST=8.9"
          "TRITON_CACHE_DIR=/home/appuser/.cache/triton"
          "UVICORN_WORKERS=32"
          "VLLM_NCCL_SO_PATH=/usr/local/lib/python3.11/dist-packages/nvidia/nccl/lib/libnccl.so.2"
          "XDG_CACHE_HOME=/home/appuser/.cache"
        ];
        "ExposedPorts" = {
          "5580/tcp" = { };
          "6580/tcp" = { };
        };
        "Healthcheck" = {
          "Interval" = 10000000000;
          "Retries" = 3;
          "StartPeriod" = 30000000000;
          "Test" = [
            "CMD"
            "/usr/bin/curl"
            "-fsS"
            "-o"
            "/dev/null"
            "http://127.0.0.1:6580/health"
          ];
          "Timeout" = 5000000000;
        };
        "Labels" = {
          "health_check_port" = "6580";
          "org.opencontainers.image.description" = "LearningManager on mainpc";
          "org.opencontainers.image.title" = "learning-manager";
        };
        "User" = "10001:10001";
        "WorkingDir" = "/app";
      };
      "description" = "LearningManager on mainpc";
      "layers" = [
        "base-python-debs"
        "base-utils-debs"
        "wheel-nvidia-cublas-cu12-12.1.3.1"
        "wheel-nvidia-cufft-cu12-11.0.2.54"
        "wheel-nvidia-curand-cu12-10.3.2.106"
        "base-gpu-cu121-wheels"
        "wheel-nvidia-cudnn-cu12-8.9.2.26"
        "wheel-nvidia-cusolver-cu12-11.4.5.107"
        "wheel-nvidia-cusparse-cu12-12.1.0.106"
        "wheel-nvidia-nccl-cu12-2.19.3"
        "wheel-torch-2.2.2"
        "wheel-triton-2.2.0"
        "family-torch-cu121-wheels"
        "family-llm-cu121-debs"
        "wheel-ray-2.24.0"
        "wheel-vllm-0.4.1"
        "wheel-xformers-0.0.25.post1"
        "family-llm-cu121-wheels"
        "runtime"
        "mainpc-profile"
      ];
    };
    "learning-opportunity-detector" = {
      "config" = {
        "Cmd" = [
          "/usr/bin/python3.11"
          "-I"
          "-S"
          "/opt/gen-lock/runtime/main.py"
        ];
        "Entrypoint" = [
          "/usr/bin/tini"
          "--"
        ];
        "Env" = [
          "CC=/usr/bin/gcc"
          "CUDA_VISIBLE_DEVICES=0"
          "GPU_VISIBLE_DEVICES=0"
          "HEALTH_CHECK_PORT=8202"
          "HOME=/home/appuser"
          "LANG=C.UTF-8"
          "LD_LIBRARY_PATH=/usr/local/lib/python3.11/dist-packages/nvidia/cublas/lib:/usr/local/lib/python3.11/dist-packages/nvidia/cuda_nvrtc/lib:/usr/local/lib/python3.11/dist-packages/nvidia/cuda_runtime/lib:/usr/local/lib/python3.11/dist-packages/nvidia/cufft/lib:/usr/local/lib/python3.11/dist-packages/nvidia/curand/lib:/usr/local/lib/python3.11/dist-packages/nvidia/nvjitlink/lib:/usr/local/lib/python3.11/dist-packages/nvidia/cuda_cupti/lib:/usr/local/lib/python3.11/dist-packages/nvidia/cudnn/lib:/usr/local/lib/python3.11/dist-packages/nvidia/cusolver/lib:/usr/local/lib/python3.11/dist-packages/nvidia/cusparse/lib:/usr/local/lib/python3.11/dist-packages/nvidia/nccl/lib:/usr/local/lib/python3.11/dist-packages/nvidia/nvtx/lib"
          "MACHINE=mainpc"
          "MODEL_EVICT_THRESHOLD_PCT=90"
          "NVIDIA_DRIVER_CAPABILITIES=compute,utility"
          "NVIDIA_REQUIRE_CUDA=cuda>=12.1"
          "NVIDIA_VISIBLE_DEVICES=all"
          "OMP_NUM_THREADS=16"
          "PATH=/usr/local/bin:/usr/bin"
          "PYTHONPATH=/app"
          "PYTHONUNBUFFERED=1"
          "PYTORCH_CUDA_ALLOC_CONF=max_split_size_mb:64"
          "SERVICE_NAME=learning-opportunity-detector"
          "SERVICE_PORT=7202"
          "SSL_CERT_FILE=/etc/ssl/certs/ca-certificates.crt"
          "TORCH_CUDA_ALLOC_CONF=max_split_size_mb:64"
          "TORCH_CUDA_ARCH_LIST=8.9"
          "TRITON_CACHE_DIR=/home/appuser/.cache/triton"
          "UVICORN_WORKERS=32"
          "VLLM_NCCL_SO_PATH=/usr/local/lib/python3.11/dist-packages/nvidia/nccl/lib/libnccl.so.2"
          "XDG_CACHE_HOME=/home/appuser/.cache"
        ];
        "ExposedPorts" = {
          "7202/tcp" = { };
          "8202/tcp" = { };
        };
        "Healthcheck" = {
          "Interval" = 10000000000;
          "Retries" = 3;
          "StartPeriod" = 30000000000;
          "Test" = [
            "CMD"
            "/usr/bin/curl"
            "-fsS"
            "-o"
            "/dev/null"
            "http://127.0.0.1:8202/health"
          ];
          "Timeout" = 5000000000;
        };
        "Labels" = {
          "health_check_port" = "8202";
          "org.opencontainers.image.description" = "LearningOpportunityDetector on mainpc";
          "org.opencontainers.image.title" = "learning-opportunity-detector";
        };
        "User" = "10001:10001";
        "WorkingDir" = "/app";
      };
      "description" = "LearningOpportunityDetector on mainpc";
      "layers" = [
        "base-python-debs"
        "base-utils-debs"
        "wheel-nvidia-cublas-cu12-12.1.3.1"
        "wheel-nvidia-cufft-cu12-11.0.2.54"
        "wheel-nvidia-curand-cu12-10.3.2.106"
        "base-gpu-cu121-wheels"
        "wheel-nvidia-cudnn-cu12-8.9.2.26"
        "wheel-nvidia-cusolver-cu12-11.4.5.107"
        "wheel-nvidia-cusparse-cu12-12.1.0.106"
        "wheel-nvidia-nccl-cu12-2.19.3"
        "wheel-torch-2.2.2"
        "wheel-triton-2.2.0"
        "family-torch-cu121-wheels"
        "family-llm-cu121-debs"
        "wheel-ray-2.24.0"
        "wheel-vllm-0.4.1"
        "wheel-xformers-0.0.25.post1"
        "family-llm-cu121-wheels"
        "runtime"
        "mainpc-profile"
      ];
    };
    "legacy-py311-cpu" = {
      "config" = {
        "Cmd" = [
          "/usr/bin/python3.11"
        ];
        "Entrypoint" = [
          "/usr/bin/tini"
          "--"
        ];
        "Env" = [
          "CUDA_VISIBLE_DEVICES=0"
          "GPU_VISIBLE_DEVICES=0"
          "HOME=/home/appuser"
          "LANG=C.UTF-8"
          "MODEL_EVICT_THRESHOLD_PCT=90"
          "OMP_NUM_THREADS=16"
          "PATH=/usr/local/bin:/usr/bin"
          "PYTHONPATH=/app"
          "PYTHONUNBUFFERED=1"
          "PYTORCH_CUDA_ALLOC_CONF=max_split_size_mb:64"
          "SSL_CERT_FILE=/etc/ssl/certs/ca-certificates.crt"
          "TORCH_CUDA_ALLOC_CONF=max_split_size_mb:64"
          "TORCH_CUDA_ARCH_LIST=8.9"
          "UVICORN_WORKERS=32"
          "XDG_CACHE_HOME=/home/appuser/.cache"
        ];
        "Labels" = {
          "org.opencontainers.image.description" = "pydantic 1.10.15 and fastapi 0.110.0, on Python 3.11";
          "org.opencontainers.image.title" = "legacy-py311-cpu";
        };
        "User" = "10001:10001";
        "WorkingDir" = "/app";
      };
      "description" = "pydantic 1.10.15 and fastapi 0.110.0, on Python 3.11 (family, mainpc)";
      "layers" = [
        "base-python-debs"
        "base-utils-debs"
        "legacy-py311-cpu-wheels"
        "mainpc-profile"
      ];
    };
    "memory-fusion-hub" = {
      "config" = {
        "Cmd" = [
          "/usr/bin/python3.11"
          "-I"
          "-S"
          "/opt/gen-lock/runtime/main.py"
        ];
        "Entrypoint" = [
          "/usr/bin/tini"
          "--"
        ];
        "Env" = [
          "CUDA_VISIBLE_DEVICES=0"
          "GPU_VISIBLE_DEVICES=0"
          "HEALTH_CHECK_PORT=6713"
          "HOME=/home/appuser"
          "LANG=C.UTF-8"
          "MACHINE=mainpc"
          "MODEL_EVICT_THRESHOLD_PCT=90"
          "OMP_NUM_THREADS=16"
          "PATH=/usr/local/bin:/usr/bin"
          "PYTHONPATH=/app"
          "PYTHONUNBUFFERED=1"
          "PYTORCH_CUDA_ALLOC_CONF=max_split_size_mb:64"
          "REDIS_URL=redis://redis:6379/0"
          "SERVICE_NAME=memory-fusion-hub"
          "SERVICE_PORT=5713"
          "SSL_CERT_FILE=/etc/ssl/certs/ca-certificates.crt"
          "TORCH_CUDA_ALLOC_CONF=max_split_size_mb:64"
          "TORCH_CUDA_ARCH_LIST=8.9"
          "UVICORN_WORKERS=32"
          "XDG_CACHE_HOME=/home/appuser/.cache"
        ];
        "ExposedPorts" = {
          "5713/tcp" = { };
          "5714/tcp" = { };
          "6713/tcp" = { };
          "8080/tcp" = { };
        };
        "Healthcheck" = {
          "Interval" = 10000000000;
          "Retries" = 3;
          "StartPeriod" = 30000000000;
          "Test" = [
            "CMD"
            "/usr/bin/curl"
            "-fsS"
            "-o"
            "/dev/null"
            "http://127.0.0.1:6713/health"
          ];
          "Timeout" = 5000000000;
        };
        "Labels" = {
          "health_check_port" = "6713";
          "org.opencontainers.image.description" = "MemoryFusionHub on mainpc";
          "org.opencontainers.image.title" = "memory-fusion-hub";
        };
        "User" = "10001:10001";
        "WorkingDir" = "/app";
      };
      "description" = "MemoryFusionHub on mainpc";
      "layers" = [
        "base-python-debs"
        "base-utils-debs"
        "base-cpu-pydeps-wheels"
        "runtime"
        "mainpc-profile"
      ];
    };
    "model-ops-coordinator" = {
      "config" = {
        "Cmd" = [
          "/usr/bin/python3.11"
          "-I"
          "-S"
          "/opt/gen-lock/runtime/main.py"
        ];
        "Entrypoint" = [
          "/usr/bin/tini"
          "--"
        ];
        "Env" = [
          "CC=/usr/bin/gcc"
          "CUDA_VISIBLE_DEVICES=0"
          "GPU_VISIBLE_DEVICES=0"
          "HEALTH_CHECK_PORT=8212"
          "HOME=/home/appuser"
          "LANG=C.UTF-8"
          "LD_LIBRARY_PATH=/usr/local/lib/python3.11/dist-packages/nvidia/cublas/lib:/usr/local/lib/python3.11/dist-packages/nvidia/cuda_nvrtc/lib:/usr/local/lib/python3.11/dist-packages/nvidia/cuda_runtime/lib:/usr/local/lib/python3.11/dist-packages/nvidia/cufft/lib:/usr/local/lib/python3.11/dist-packages/nvidia/curand/lib:/usr/local/lib/python3.11/dist-packages/nvidia/nvjitlink/lib:/usr/local/lib/python3.11/dist-packages/nvidia/cuda_cupti/lib:/usr/local/lib/python3.11/dist-packages/nvidia/cudnn/lib:/usr/local/lib/python3.11/dist-packages/nvidia/cusolver/lib:/usr/local/lib/python3.11/dist-packages/nvidia/cusparse/lib:/usr/local/lib/python3.11/dist-packages/nvidia/nccl/lib:/usr/local/lib/python3.11/dist-packages/nvidia/nvtx/lib"
          "MACHINE=mainpc"
          "MODEL_EVICT_THRESHOLD_PCT=90"
          "NVIDIA_DRIVER_CAPABILITIES=compute,utility"
          "NVIDIA_REQUIRE_CUDA=cuda>=12.1"
          "NVIDIA_VISIBLE_DEVICES=all"
          "OMP_NUM_THREADS=16"
          "PATH=/usr/local/bin:/usr/bin"
          "PYTHONPATH=/app"
          "PYTHONUNBUFFERED=1"
          "PYTORCH_CUDA_ALLOC_CONF=max_split_size_mb:64"
          "REDIS_URL=redis://redis:6379/1"
          "SERVICE_NAME=model-ops-coordinator"
          "SERVICE_PORT=7212"
          "SSL_CERT_FILE=/etc/ssl/certs/ca-certificates.crt"
          "TORCH_CUDA_ALLOC_CONF=max_split_size_mb:64"
          "TORCH_CUDA_ARCH_LIST=8.9"
          "TRITON_CACHE_DIR=/home/appuser/.cache/triton"
          "UVICORN_WORKERS=32"
          "VLLM_NCCL_SO_PATH=/usr/local/lib/python3.11/dist-packages/nvidia/nccl/lib/libnccl.so.2"
          "XDG_CACHE_HOME=/home/appuser/.cache"
        ];
        "ExposedPorts" = {
          "7211/tcp" = { };
          "7212/tcp" = { };
          "8212/tcp" = { };
        };
        "Healthcheck" = {
          "Interval" = 10000000000;
          "Retries" = 3;
          "StartPeriod" = 30000000000;
          "Test" = [
            "CMD"
            "/usr/bin/curl"
            "-fsS"
            "-o"
            "/dev/null"
            "http://127.0.0.1:8212/health"
          ];
          "Timeout" = 5000000000;
        };
        "Labels" = {
          "health_check_port" = "8212";
          "org.opencontainers.image.description" = "ModelOpsCoordinator on mainpc";
          "org.opencontainers.image.title" = "model-ops-coordinator";
        };
        "User" = "10001:10001";
        "WorkingDir" = "/app";
      };
      "description" = "ModelOpsCoordinator on mainpc";
      "layers" = [
        "base-python-debs"
        "base-utils-debs"
        "wheel-nvidia-cublas-cu12-12.1.3.1"
        "wheel-nvidia-cufft-cu12-11.0.2.54"
        "wheel-nvidia-curand-cu12-10.3.2.106"
        "base-gpu-cu121-wheels"
        "wheel-nvidia-cudnn-cu12-8.9.2.26"
        "wheel-nvidia-cusolver-cu12-11.4.5.107"
        "wheel-nvidia-cusparse-cu12-12.1.0.106"
        "wheel-nvidia-nccl-cu12-2.19.3"
        "wheel-torch-2.2.2"
        "wheel-triton-2.2.0"
        "family-torch-cu121-wheels"
        "family-llm-cu121-debs"
        "wheel-ray-2.24.0"
        "wheel-vllm-0.4.1"
        "wheel-xformers-0.0.25.post1"
        "family-llm-cu121-wheels"
        "runtime"
        "mainpc-profile"
      ];
    };
    "mood-tracker-agent" = {
      "config" = {
        "Cmd" = [
          "/usr/bin/python3.11"
          "-I"
          "-S"
          "/opt/gen-lock/runtime/main.py"
        ];
        "Entrypoint" = [
          "/usr/bin/tini"
          "--"
        ];
        "Env" = [
          "CUDA_VISIBLE_DEVICES=0"
          "GPU_VISIBLE_DEVICES=0"
          "HEALTH_CHECK_PORT=6704"
          "HOME=/home/appuser"
          "LANG=C.UTF-8"
          "MACHINE=mainpc"
          "MODEL_EVICT_THRESHOLD_PCT=90"
          "OMP_NUM_THREADS=16"
          "PATH=/usr/local/bin:/usr/bin"
          "PYTHONPATH=/app"
          "PYTHONUNBUFFERED=1"
          "PYTORCH_CUDA_ALLOC_CONF=max_split_size_mb:64"
          "SERVICE_NAME=mood-tracker-agent"
          "SERVICE_PORT=5704"
          "SSL_CERT_FILE=/etc/ssl/certs/ca-certificates.crt"
          "TORCH_CUDA_ALLOC_CONF=max_split_size_mb:64"
          "TORCH_CUDA_ARCH_LIST=8.9"
          "UVICORN_WORKERS=32"
          "XDG_CACHE_HOME=/home/appuser/.cache"
        ];
        "ExposedPorts" = {
          "5704/tcp" = { };
          "6704/tcp" = { };
        };
        "Healthcheck" = {
          "Interval" = 10000000000;
          "Retries" = 3;
          "StartPeriod" = 30000000000;
          "Test" = [
            "CMD"
            "/usr/bin/curl"
            "-fsS"
            "-o"
            "/dev/null"
            "http://127.0.0.1:6704/health"
          ];
          "Timeout" = 5000000000;
        };
        "Labels" = {
          "health_check_port" = "6704";
          "org.opencontainers.image.description" = "MoodTrackerAgent on mainpc";
          "org.opencontainers.image.title" = "mood-tracker-agent";
        };
        "User" = "10001:10001";
        "WorkingDir" = "/app";
      };
      "description" = "MoodTrackerAgent on mainpc";
      "layers" = [
        "base-python-debs"
        "base-utils-debs"
        "base-cpu-pydeps-wheels"
        "runtime"
        "mainpc-profile"
      ];
    };
    "nlu-agent" = {
      "config" = {
        "Cmd" = [
          "/usr/bin/python3.11"
          "-I"
          "-S"
          "/opt/gen-lock/runtime/main.py"
        ];
        "Entrypoint" = [
          "/usr/bin/tini"
          "--"
        ];
        "Env" = [
          "CUDA_VISIBLE_DEVICES=0"
          "GPU_VISIBLE_DEVICES=0"
          "HEALTH_CHECK_PORT=6709"
          "HOME=/home/appuser"
          "LANG=C.UTF-8"
          "MACHINE=mainpc"
          "MODEL_EVICT_THRESHOLD_PCT=90"
          "OMP_NUM_THREADS=16"
          "PATH=/usr/local/bin:/usr/bin"
          "PYTHONPATH=/app"
          "PYTHONUNBUFFERED=1"
          "PYTORCH_CUDA_ALLOC_CONF=max_split_size_mb:64"
          "SERVICE_NAME=nlu-agent"
          "SERVICE_PORT=5709"
          "SSL_CERT_FILE=/etc/ssl/certs/ca-certificates.crt"
          "TORCH_CUDA_ALLOC_CONF=max_split_size_mb:64"
          "TORCH_CUDA_ARCH_LIST=8.9"
          "UVICORN_WORKERS=32"
          "XDG_CACHE_HOME=/home/appuser/.cache"
        ];
        "ExposedPorts" = {
          "5709/tcp" = { };
          "6709/tcp" = { };
        };
        "Healthcheck" = {
          "Interval" = 10000000000;
          "Retries" = 3;
          "StartPeriod" = 30000000000;
          "Test" = [
            "CMD"
            "/usr/bin/curl"
            "-fsS"
            "-o"
            "/dev/null"
            "http://127.0.0.1:6709/health"
          ];
          "Timeout" = 5000000000;
        };
        "Labels" = {
          "health_check_port" = "6709";
          "org.opencontainers.image.description" = "NLUAgent on mainpc";
          "org.opencontainers.image.title" = "nlu-agent";
        };
        "User" = "10001:10001";
        "WorkingDir" = "/app";
      };
      "description" = "NLUAgent on mainpc";
      "layers" = [
        "base-python-debs"
        "base-utils-debs"
        "legacy-py311-cpu-wheels"
        "runtime"
        "mainpc-profile"
      ];
    };
    "observability-dashboard-api" = {
      "config" = {
        "Cmd" = [
          "/usr/bin/python3.11"
          "-I"
          "-S"
          "/opt/gen-lock/runtime/main.py"
        ];
        "Entrypoint" = [
          "/usr/bin/tini"
          "--"
        ];
        "Env" = [
          "CUDA_VISIBLE_DEVICES=0"
          "GPU_VISIBLE_DEVICES=0"
          "HEALTH_CHECK_PORT=9007"
          "HOME=/home/appuser"
          "LANG=C.UTF-8"
          "MACHINE=mainpc"
          "MODEL_EVICT_THRESHOLD_PCT=90"
          "OMP_NUM_THREADS=16"
          "PATH=/usr/local/bin:/usr/bin"
          "PYTHONPATH=/app"
          "PYTHONUNBUFFERED=1"
          "PYTORCH_CUDA_ALLOC_CONF=max_split_size_mb:64"
          "SERVICE_NAME=observability-dashboard-api"
          "SERVICE_PORT=8001"
          "SSL_CERT_FILE=/etc/ssl/certs/ca-certificates.crt"
          "TORCH_CUDA_ALLOC_CONF=max_split_size_mb:64"
          "TORCH_CUDA_ARCH_LIST=8.9"
          "UVICORN_WORKERS=32"
          "XDG_CACHE_HOME=/home/appuser/.cache"
        ];
        "ExposedPorts" = {
          "8001/tcp" = { };
          "9007/tcp" = { };
        };
        "Healthcheck" = {
          "Interval" = 10000000000;
          "Retries" = 3;
          "StartPeriod" = 30000000000;
          "Test" = [
            "CMD"
            "/usr/bin/curl"
            "-fsS"
            "-o"
            "/dev/null"
            "http://127.0.0.1:9007/health"
          ];
          "Timeout" = 5000000000;
        };
        "Labels" = {
          "health_check_port" = "9007";
          "org.opencontainers.image.description" = "ObservabilityDashboardAPI on mainpc";
          "org.opencontainers.image.title" = "observability-dashboard-api";
        };
        "User" = "10001:10001";
        "WorkingDir" = "/app";
      };
      "description" = "ObservabilityDashboardAPI on mainpc";
      "layers" = [
        "base-python-debs"
        "base-utils-debs"
        "base-cpu-pydeps-wheels"
        "family-web-wheels"
        "runtime"
        "mainpc-profile"
      ];
    };
    "predictive-health-monitor" = {
      "config" = {
        "Cmd" = [
          "/usr/bin/python3.11"
          "-I"
          "-S"
          "/opt/gen-lock/runtime/main.py"
        ];
        "Entrypoint" = [
          "/usr/bin/tini"
          "--"
        ];
        "Env" = [
          "CUDA_VISIBLE_DEVICES=0"
          "GPU_VISIBLE_DEVICES=0"
          "HEALTH_CHECK_PORT=6613"
          "HOME=/home/appuser"
          "LANG=C.UTF-8"
          "MACHINE=mainpc"
          "MODEL_EVICT_THRESHOLD_PCT=90"
          "OMP_NUM_THREADS=16"
          "PATH=/usr/local/bin:/usr/bin"
          "PYTHONPATH=/app"
          "PYTHONUNBUFFERED=1"
          "PYTORCH_CUDA_ALLOC_CONF=max_split_size_mb:64"
          "SERVICE_NAME=predictive-health-monitor"
          "SERVICE_PORT=5613"
          "SSL_CERT_FILE=/etc/ssl/certs/ca-certificates.crt"
          "TORCH_CUDA_ALLOC_CONF=max_split_size_mb:64"
          "TORCH_CUDA_ARCH_LIST=8.9"
          "UVICORN_WORKERS=32"
          "XDG_CACHE_HOME=/home/appuser/.cache"
        ];
        "ExposedPorts" = {
          "5613/tcp" = { };
          "6613/tcp" = { };
        };
        "Healthcheck" = {
          "Interval" = 10000000000;
          "Retries" = 3;
          "StartPeriod" = 30000000000;
          "Test" = [
            "CMD"
            "/usr/bin/curl"
            "-fsS"
            "-o"
            "/dev/null"
            "http://127.0.0.1:6613/health"
          ];
          "Timeout" = 5000000000;
        };
        "Labels" = {
          "health_check_port" = "6613";
          "org.opencontainers.image.description" = "PredictiveHealthMonitor on mainpc";
          "org.opencontainers.image.title" = "predictive-health-monitor";
        };
        "User" = "10001:10001";
        "WorkingDir" = "/app";
      };
      "description" = "PredictiveHealthMonitor on mainpc";
      "layers" = [
        "base-python-debs"
        "base-utils-debs"
        "base-cpu-pydeps-wheels"
        "runtime"
        "mainpc-profile"
      ];
    };
    "proactive-agent" = {
      "config" = {
        "Cmd" = [
          "/usr/bin/python3.11"
          "-I"
          "-S"
          "/opt/gen-lock/runtime/main.py"
        ];
        "Entrypoint" = [
          "/usr/bin/tini"
          "--"
        ];
        "Env" = [
          "CC=/usr/bin/gcc"
          "CUDA_VISIBLE_DEVICES=0"
          "GPU_VISIBLE_DEVICES=0"
          "HEALTH_CHECK_PORT=6624"
          "HOME=/home/appuser"
          "LANG=C.UTF-8"
          "LD_LIBRARY_PATH=/usr/local/lib/python3.11/dist-packages/nvidia/cublas/lib:/usr/local/lib/python3.11/dist-packages/nvidia/cuda_nvrtc/lib:/usr/local/lib/python3.11/dist-packages/nvidia/cuda_runtime/lib:/usr/local/lib/python3.11/dist-packages/nvidia/cufft/lib:/usr/local/lib/python3.11/dist-packages/nvidia/curand/lib:/usr/local/lib/python3.11/dist-packages/nvidia/nvjitlink/lib:/usr/local/lib/python3.11/dist-packages/nvidia/cuda_cupti/lib:/usr/local/lib/python3.11/dist-packages/nvidia/cudnn/lib:/usr/local/lib/python3.11/dist-packages/nvidia/cusolver/lib:/usr/local/lib/python3.11/dist-packages/nvidia/cusparse/lib:/usr/local/lib/python3.11/dist-packages/nvidia/nccl/lib:/usr/local/lib/python3.11/dist-packages/nvidia/nvtx/lib"
          "MACHINE=mainpc"
          "MODEL_EVICT_THRESHOLD_PCT=90"
          "NVIDIA_DRIVER_CAPABILITIES=compute,utility"
          "NVIDIA_REQUIRE_CUDA=cuda>=12.1"
          "NVIDIA_VISIBLE_DEVICES=all"
          "OMP_NUM_THREADS=16"
          "PATH=/usr/local/bin:/usr/bin"
          "PYTHONPATH=/app"
          "PYTHONUNBUFFERED=1"
          "PYTORCH_CUDA_ALLOC_CONF=max_split_size_mb:64"
          "SERVICE_NAME=proactive-agent"
          "SERVICE_PORT=5624"
          "SSL_CERT_FILE=/etc/ssl/certs/ca-certificates.crt"
          "TORCH_CUDA_ALLOC_CONF=max_split_size_mb:64"
          "TORCH_CUDA_ARCH_LIST=8.9"
          "TRITON_CACHE_DIR=/home/appuser/.cache/triton"
          "UVICORN_WORKERS=32"
          "VLLM_NCCL_SO_PATH=/usr/local/lib/python3.11/dist-packages/nvidia/nccl/lib/libnccl.so.2"
          "XDG_CACHE_HOME=/home/appuser/.cache"
        ];
        "ExposedPorts" = {
          "5624/tcp" = { };
          "6624/tcp" = { };
        };
        "Healthcheck" = {
          "Interval" = 10000000000;
          "Retries" = 3;
          "StartPeriod" = 30000000000;
          "Test" = [
            "CMD"
            "/usr/bin/curl"
            "-fsS"
            "-o"
            "/dev/null"
            "http://127.0.0.1:6624/health"
          ];
          "Timeout" = 5000000000;
        };
        "Labels" = {
          "health_check_port" = "6624";
          "org.opencontainers.image.description" = "ProactiveAgent on mainpc";
          "org.opencontainers.image.title" = "proactive-agent";
        };
        "User" = "10001:10001";
        "WorkingDir" = "/app";
      };
      "description" = "ProactiveAgent on mainpc";
      "layers" = [
        "base-python-debs"
        "base-utils-debs"
        "wheel-nvidia-cublas-cu12-12.1.3.1"
        "wheel-nvidia-cufft-cu12-11.0.2.54"
        "wheel-nvidia-curand-cu12-10.3.2.106"
        "base-gpu-cu121-wheels"
        "wheel-nvidia-cudnn-cu12-8.9.2.26"
        "wheel-nvidia-cusolver-cu12-11.4.5.107"
        "wheel-nvidia-cusparse-cu12-12.1.0.106"
        "wheel-nvidia-nccl-cu12-2.19.3"
        "wheel-torch-2.2.2"
        "wheel-triton-2.2.0"
        "family-torch-cu121-wheels"
        "family-llm-cu121-debs"
        "wheel-ray-2.24.0"
        "wheel-vllm-0.4.1"
        "wheel-xformers-0.0.25.post1"
        "family-llm-cu121-wheels"
        "runtime"
        "mainpc-profile"
      ];
    };
    "real-time-audio-pipeline" = {
      "config" = {
        "Cmd" = [
          "/usr/bin/python3.11"
          "-I"
          "-S"
          "/opt/gen-lock/runtime/main.py"
        ];
        "Entrypoint" = [
          "/usr/bin/tini"
          "--"
        ];
        "Env" = [
          "CUDA_VISIBLE_DEVICES=0"
          "GPU_VISIBLE_DEVICES=0"
          "HEALTH_CHECK_PORT=6557"
          "HOME=/home/appuser"
          "LANG=C.UTF-8"
          "LD_LIBRARY_PATH=/usr/local/lib/python3.11/dist-packages/nvidia/cublas/lib:/usr/local/lib/python3.11/dist-packages/nvidia/cuda_nvrtc/lib:/usr/local/lib/python3.11/dist-packages/nvidia/cuda_runtime/lib:/usr/local/lib/python3.11/dist-packages/nvidia/cufft/lib:/usr/local/lib/python3.11/dist-packages/nvidia/curand/lib:/usr/local/lib/python3.11/dist-packages/nvidia/nvjitlink/lib:/usr/local/lib/python3.11/dist-packages/nvidia/cuda_cupti/lib:/usr/local/lib/python3.11/dist-packages/nvidia/cudnn/lib:/usr/local/lib/python3.11/dist-packages/nvidia/cusolver/lib:/usr/local/lib/python3.11/dist-packages/nvidia/cusparse/lib:/usr/local/lib/python3.11/dist-packages/nvidia/nccl/lib:/usr/local/lib/python3.11/dist-packages/nvidia/nvtx/lib"
          "MACHINE=mainpc"
          "MODEL_EVICT_THRESHOLD_PCT=90"
          "NVIDIA_DRIVER_CAPABILITIES=compute,utility"
          "NVIDIA_REQUIRE_CUDA=cuda>=12.1"
          "NVIDIA_VISIBLE_DEVICES=all"
          "OMP_NUM_THREADS=16"
          "PATH=/usr/local/bin:/usr/bin"
          "PYTHONPATH=/app"
          "PYTHONUNBUFFERED=1"
          "PYTORCH_CUDA_ALLOC_CONF=max_split_size_mb:64"
          "SERVICE_NAME=real-time-audio-pipeline"
          "SERVICE_PORT=5557"
          "SSL_CERT_FILE=/etc/ssl/certs/ca-certificates.crt"
          "TORCH_CUDA_ALLOC_CONF=max_split_size_mb:64"
          "TORCH_CUDA_ARCH_LIST=8.9"
          "UVICORN_WORKERS=32"
          "XDG_CACHE_HOME=/home/appuser/.cache"
        ];
        "ExposedPorts" = {
          "5557/tcp" = { };
          "5558/tcp" = { };
          "6557/tcp" = { };
        };
        "Healthcheck" = {
          "Interval" = 10000000000;
          "Retries" = 3;
          "StartPeriod" = 30000000000;
          "Test" = [
            "CMD"
            "/usr/bin/curl"
            "-fsS"
            "-o"
            "/dev/null"
            "http://127.0.0.1:6557/health"
          ];
          "Timeout" = 5000000000;
        };
        "Labels" = {
          "health_check_port" = "6557";
          "org.opencontainers.image.description" = "RealTimeAudioPipeline on mainpc";
          "org.opencontainers.image.title" = "real-time-audio-pipeline";
        };
        "User" = "10001:10001";
        "WorkingDir" = "/app";
      };
      "description" = "RealTimeAudioPipeline on mainpc";
      "layers" = [
        "base-python-debs"
        "base-utils-debs"
        "wheel-nvidia-cublas-cu12-12.1.3.1"
        "wheel-nvidia-cufft-cu12-11.0.2.54"
        "wheel-nvidia-curand-cu12-10.3.2.106"
        "base-gpu-cu121-wheels"
        "wheel-nvidia-cudnn-cu12-8.9.2.26"
        "wheel-nvidia-cusolver-cu12-11.4.5.107"
        "wheel-nvidia-cusparse-cu12-12.1.0.106"
        "wheel-nvidia-nccl-cu12-2.19.3"
        "wheel-torch-2.2.2"
        "wheel-triton-2.2.0"
        "family-torch-cu121-wheels"
        "audio-debs"
        "runtime"
        "mainpc-profile"
      ];
    };
    "redis" = {
      "config" = {
        "Cmd" = [
          "/usr/bin/python3.11"
          "-I"
          "-S"
          "/opt/gen-lock/runtime/main.py"
        ];
        "Entrypoint" = [
          "/usr/bin/tini"
          "--"
        ];
        "Env" = [
          "CUDA_VISIBLE_DEVICES=0"
          "GPU_VISIBLE_DEVICES=0"
          "HEALTH_CHECK_PORT=6380"
          "HOME=/home/appuser"
          "LANG=C.UTF-8"
          "MACHINE=mainpc"
          "MODEL_EVICT_THRESHOLD_PCT=90"
          "OMP_NUM_THREADS=16"
          "PATH=/usr/local/bin:/usr/bin"
          "PYTHONPATH=/app"
          "PYTHONUNBUFFERED=1"
          "PYTORCH_CUDA_ALLOC_CONF=max_split_size_mb:64"
          "SERVICE_COMMAND=[\"/bin/sh\",\"/app/start.sh\"]"
          "SERVICE_NAME=redis"
          "SERVICE_PORT=6379"
          "SERVICE_PROBE=tcp://127.0.0.1:6379"
          "SSL_CERT_FILE=/etc/ssl/certs/ca-certificates.crt"
          "TORCH_CUDA_ALLOC_CONF=max_split_size_mb:64"
          "TORCH_CUDA_ARCH_LIST=8.9"
          "UVICORN_WORKERS=32"
          "XDG_CACHE_HOME=/home/appuser/.cache"
        ];
        "ExposedPorts" = {
          "6379/tcp" = { };
          "6380/tcp" = { };
        };
        "Healthcheck" = {
          "Interval" = 10000000000;
          "Retries" = 3;
          "StartPeriod" = 30000000000;
          "Test" = [
            "CMD"
            "/usr/bin/curl"
            "-fsS"
            "-o"
            "/dev/null"
            "http://127.0.0.1:6380/health"
          ];
          "Timeout" = 5000000000;
        };
        "Labels" = {
          "health_check_port" = "6380";
          "org.opencontainers.image.description" = "Redis on mainpc";
          "org.opencontainers.image.title" = "redis";
        };
        "User" = "10001:10001";
        "WorkingDir" = "/app";
      };
      "description" = "Redis on mainpc";
      "layers" = [
        "base-python-debs"
        "base-utils-debs"
        "redis-debs"
        "runtime"
        "mainpc-profile"
        "redis-code"
      ];
    };
    "responder" = {
      "config" = {
        "Cmd" = [
          "/usr/bin/python3.11"
          "-I"
          "-S"
          "/opt/gen-lock/runtime/main.py"
        ];
        "Entrypoint" = [
          "/usr/bin/tini"
          "--"
        ];
        "Env" = [
          "CUDA_VISIBLE_DEVICES=0"
          "GPU_VISIBLE_DEVICES=0"
          "HEALTH_CHECK_PORT=6637"
          "HOME=/home/appuser"
          "LANG=C.UTF-8"
          "LD_LIBRARY_PATH=/usr/local/lib/python3.11/dist-packages/nvidia/cublas/lib:/usr/local/lib/python3.11/dist-packages/nvidia/cuda_nvrtc/lib:/usr/local/lib/python3.11/dist-packages/nvidia/cuda_runtime/lib:/usr/local/lib/python3.11/dist-packages/nvidia/cufft/lib:/usr/local/lib/python3.11/dist-packages/nvidia/curand/lib:/usr/local/lib/python3.11/dist-packages/nvidia/nvjitlink/lib:/usr/local/lib/python3.11/dist-packages/nvidia/cuda_cupti/lib:/usr/local/lib/python3.11/dist-packages/nvidia/cudnn/lib:/usr/local/lib/python3.11/dist-packages/nvidia/cusolver/lib:/usr/local/lib/python3.11/dist-packages/nvidia/cusparse/lib:/usr/local/lib/python3.11/dist-packages/nvidia/nccl/lib:/usr/local/lib/python3.11/dist-packages/nvidia/nvtx/lib"
          "MACHINE=mainpc"
          "MODEL_EVICT_THRESHOLD_PCT=90"
          "NVIDIA_DRIVER_CAPABILITIES=compute,utility"
          "NVIDIA_REQUIRE_CUDA=cuda>=12.1"
          "NVIDIA_VISIBLE_DEVICES=all"
          "OMP_NUM_THREADS=16"
          "PATH=/usr/local/bin:/usr/bin"
          "PYTHONPATH=/app"
          "PYTHONUNBUFFERED=1"
          "PYTORCH_CUDA_ALLOC_CONF=max_split_size_mb:64"
          "SERVICE_NAME=responder"
          "SERVICE_PORT=5637"
          "SSL_CERT_FILE=/etc/ssl/certs/ca-certificates.crt"
          "TORCH_CUDA_ALLOC_CONF=max_split_size_mb:64"
          "TORCH_CUDA_ARCH_LIST=8.9"
          "UVICORN_WORKERS=32"
          "XDG_CACHE_HOME=/home/appuser/.cache"
        ];
        "ExposedPorts" = {
          "5637/tcp" = { };
          "6637/tcp" = { };
        };
        "Healthcheck" = {
          "Interval" = 10000000000;
          "Retries" = 3;
          "StartPeriod" = 30000000000;
          "Test" = [
            "CMD"
            "/usr/bin/curl"
            "-fsS"
            "-o"
            "/dev/null"
            "http://127.0.0.1:6637/health"
          ];
          "Timeout" = 5000000000;
        };
        "Labels" = {
          "health_check_port" = "6637";
          "org.opencontainers.image.description" = "Responder on mainpc";
          "org.opencontainers.image.title" = "responder";
        };
        "User" = "10001:10001";
        "WorkingDir" = "/app";
      };
      "description" = "Responder on mainpc";
      "layers" = [
        "base-python-debs"
        "base-utils-debs"
        "wheel-nvidia-cublas-cu12-12.1.3.1"
        "wheel-nvidia-cufft-cu12-11.0.2.54"
        "wheel-nvidia-curand-cu12-10.3.2.106"
        "base-gpu-cu121-wheels"
        "wheel-nvidia-cudnn-cu12-8.9.2.26"
        "wheel-nvidia-cusolver-cu12-11.4.5.107"
        "wheel-nvidia-cusparse-cu12-12.1.0.106"
        "wheel-nvidia-nccl-cu12-2.19.3"
        "wheel-torch-2.2.2"
        "wheel-triton-2.2.0"
        "family-torch-cu121-wheels"
        "audio-debs"
        "runtime"
        "mainpc-profile"
      ];
    };
    "self-healing-supervisor" = {
      "config" = {
        "Cmd" = [
          "/usr/bin/python3.11"
          "-I"
          "-S"
          "/opt/gen-lock/runtime/main.py"
        ];
        "Entrypoint" = [
          "/usr/bin/tini"
          "--"
        ];
        "Env" = [
          "CUDA_VISIBLE_DEVICES=0"
          "GPU_VISIBLE_DEVICES=0"
          "HEALTH_CHECK_PORT=9008"
          "HOME=/home/appuser"
          "LANG=C.UTF-8"
          "MACHINE=mainpc"
          "MODEL_EVICT_THRESHOLD_PCT=90"
          "OMP_NUM_THREADS=16"
          "PATH=/usr/local/bin:/usr/bin"
          "PYTHONPATH=/app"
          "PYTHONUNBUFFERED=1"
          "PYTORCH_CUDA_ALLOC_CONF=max_split_size_mb:64"
          "SERVICE_APP=supervisor.app:app"
          "SERVICE_NAME=self-healing-supervisor"
          "SERVICE_PORT=7009"
          "SERVICE_WORKERS=1"
          "SSL_CERT_FILE=/etc/ssl/certs/ca-certificates.crt"
          "TORCH_CUDA_ALLOC_CONF=max_split_size_mb:64"
          "TORCH_CUDA_ARCH_LIST=8.9"
          "UVICORN_WORKERS=32"
          "XDG_CACHE_HOME=/home/appuser/.cache"
        ];
        "ExposedPorts" = {
          "7009/tcp" = { };
          "9008/tcp" = { };
        };
        "Healthcheck" = {
          "Interval" = 10000000000;
          "Retries" = 3;
          "StartPeriod" = 30000000000;
          "Test" = [
            "CMD"
            "/usr/bin/curl"
            "-fsS"
            "-o"
            "/dev/null"
            "http://127.0.0.1:9008/health"
          ];
          "Timeout" = 5000000000;
        };
        "Labels" = {
          "health_check_port" = "9008";
          "org.opencontainers.image.description" = "SelfHealingSupervisor on mainpc";
          "org.opencontainers.image.title" = "self-healing-supervisor";
        };
        "User" = "10001:10001";
        "WorkingDir" = "/app";
      };
      "description" = "SelfHealingSupervisor on mainpc";
      "layers" = [
        "base-python-debs"
        "base-utils-debs"
        "base-cpu-pydeps-wheels"
        "runtime"
        "mainpc-profile"
        "self-healing-supervisor-code"
      ];
    };
    "service-registry" = {
      "config" = {
        "Cmd" = [
          "/usr/bin/python3.11"
          "-I"
          "-S"
          "/opt/gen-lock/runtime/main.py"
        ];
        "Entrypoint" = [
          "/usr/bin/tini"
          "--"
        ];
        "Env" = [
          "CUDA_VISIBLE_DEVICES=0"
          "GPU_VISIBLE_DEVICES=0"
          "HEALTH_CHECK_PORT=8200"
          "HOME=/home/appuser"
          "LANG=C.UTF-8"
          "MACHINE=mainpc"
          "MODEL_EVICT_THRESHOLD_PCT=90"
          "OMP_NUM_THREADS=16"
          "PATH=/usr/local/bin:/usr/bin"
          "PYTHONPATH=/app"
          "PYTHONUNBUFFERED=1"
          "PYTORCH_CUDA_ALLOC_CONF=max_split_size_mb:64"
          "SERVICE_NAME=service-registry"
          "SERVICE_PORT=7200"
          "SERVICE_REGISTRY_REDIS_URL=redis://redis:6379/0"
          "SSL_CERT_FILE=/etc/ssl/certs/ca-certificates.crt"
          "TORCH_CUDA_ALLOC_CONF=max_split_size_mb:64"
          "TORCH_CUDA_ARCH_LIST=8.9"
          "UVICORN_WORKERS=32"
          "XDG_CACHE_HOME=/home/appuser/.cache"
        ];
        "ExposedPorts" = {
          "7200/tcp" = { };
          "8200/tcp" = { };
        };
        "Healthcheck" = {
          "Interval" = 10000000000;
          "Retries" = 3;
          "StartPeriod" = 30000000000;
          "Test" = [
            "CMD"
            "/usr/bin/curl"
            "-fsS"
            "-o"
            "/dev/null"
            "http://127.0.0.1:8200/health"
          ];
          "Timeout" = 5000000000;
        };
        "Labels" = {
          "health_check_port" = "8200";
          "org.opencontainers.image.description" = "ServiceRegistry on mainpc";
          "org.opencontainers.image.title" = "service-registry";
        };
        "User" = "10001:10001";
        "WorkingDir" = "/app";
      };
      "description" = "ServiceRegistry on mainpc";
      "layers" = [
        "base-python-debs"
        "base-utils-debs"
        "base-cpu-pydeps-wheels"
        "family-web-wheels"
        "runtime"
        "mainpc-profile"
      ];
    };
    "smart-home-agent" = {
      "config" = {
        "Cmd" = [
          "/usr/bin/python3.11"
          "-I"
          "-S"
          "/opt/gen-lock/runtime/main.py"
        ];
        "Entrypoint" = [
          "/usr/bin/tini"
          "--"
        ];
        "Env" = [
          "CUDA_VISIBLE_DEVICES=0"
          "GPU_VISIBLE_DEVICES=0"
          "HEALTH_CHECK_PORT=8125"
          "HOME=/home/appuser"
          "LANG=C.UTF-8"
          "MACHINE=mainpc"
          "MODEL_EVICT_THRESHOLD_PCT=90"
          "OMP_NUM_THREADS=16"
          "PATH=/usr/local/bin:/usr/bin"
          "PYTHONPATH=/app"
          "PYTHONUNBUFFERED=1"
          "PYTORCH_CUDA_ALLOC_CONF=max_split_size_mb:64"
          "SERVICE_NAME=smart-home-agent"
          "SERVICE_PORT=7125"
          "SSL_CERT_FILE=/etc/ssl/certs/ca-certificates.crt"
          "TORCH_CUDA_ALLOC_CONF=max_split_size_mb:64"
          "TORCH_CUDA_ARCH_LIST=8.9"
          "UVICORN_WORKERS=32"
          "XDG_CACHE_HOME=/home/appuser/.cache"
        ];
        "ExposedPorts" = {
          "7125/tcp" = { };
          "8125/tcp" = { };
        };
        "Healthcheck" = {
          "Interval" = 10000000000;
          "Retries" = 3;
          "StartPeriod" = 30000000000;
          "Test" = [
            "CMD"
            "/usr/bin/curl"
            "-fsS"
            "-o"
            "/dev/null"
            "http://127.0.0.1:8125/health"
          ];
          "Timeout" = 5000000000;
        };
        "Labels" = {
          "health_check_port" = "8125";
          "org.opencontainers.image.description" = "SmartHomeAgent on mainpc";
          "org.opencontainers.image.title" = "smart-home-agent";
        };
        "User" = "10001:10001";
        "WorkingDir" = "/app";
      };
      "description" = "SmartHomeAgent on mainpc";
      "layers" = [
        "base-python-debs"
        "base-utils-debs"
        "base-cpu-pydeps-wheels"
        "family-web-wheels"
        "runtime"
        "mainpc-profile"
      ];
    };
    "streaming-interrupt-handler" = {
      "config" = {
        "Cmd" = [
          "/usr/bin/python3.11"
          "-I"
          "-S"
          "/opt/gen-lock/runtime/main.py"
        ];
        "Entrypoint" = [
          "/usr/bin/tini"
          "--"
        ];
        "Env" = [
          "CUDA_VISIBLE_DEVICES=0"
          "GPU_VISIBLE_DEVICES=0"
          "HEALTH_CHECK_PORT=6576"
          "HOME=/home/appuser"
          "LANG=C.UTF-8"
          "MACHINE=mainpc"
          "MODEL_EVICT_THRESHOLD_PCT=90"
          "OMP_NUM_THREADS=16"
          "PATH=/usr/local/bin:/usr/bin"
          "PYTHONPATH=/app"
          "PYTHONUNBUFFERED=1"
          "PYTORCH_CUDA_ALLOC_CONF=max_split_size_mb:64"
          "SERVICE_NAME=streaming-interrupt-handler"
          "SERVICE_PORT=5576"
          "SSL_CERT_FILE=/etc/ssl/certs/ca-certificates.crt"
          "TORCH_CUDA_ALLOC_CONF=max_split_size_mb:64"
          "TORCH_CUDA_ARCH_LIST=8.9"
          "UVICORN_WORKERS=32"
          "XDG_CACHE_HOME=/home/appuser/.cache"
        ];
        "ExposedPorts" = {
          "5576/tcp" = { };
          "6576/tcp" = { };
        };
        "Healthcheck" = {
          "Interval" = 10000000000;
          "Retries" = 3;
          "StartPeriod" = 30000000000;
          "Test" = [
            "CMD"
            "/usr/bin/curl"
            "-fsS"
            "-o"
            "/dev/null"
            "http://127.0.0.1:6576/health"
          ];
          "Timeout" = 5000000000;
        };
        "Labels" = {
          "health_check_port" = "6576";
          "org.opencontainers.image.description" = "StreamingInterruptHandler on mainpc";
          "org.opencontainers.image.title" = "streaming-interrupt-handler";
        };
        "User" = "10001:10001";
        "WorkingDir" = "/app";
      };
      "description" = "StreamingInterruptHandler on mainpc";
      "layers" = [
        "base-python-debs"
        "base-utils-debs"
        "base-cpu-pydeps-wheels"
        "audio-debs"
        "runtime"
        "mainpc-profile"
      ];
    };
    "streaming-language-analyzer" = {
      "config" = {
        "Cmd" = [
          "/usr/bin/python3.11"
          "-I"
          "-S"
          "/opt/gen-lock/runtime/main.py"
        ];
        "Entrypoint" = [
          "/usr/bin/tini"
          "--"
        ];
        "Env" = [
          "CUDA_VISIBLE_DEVICES=0"
          "GPU_VISIBLE_DEVICES=0"
          "HEALTH_CHECK_PORT=6579"
          "HOME=/home/appuser"
          "LANG=C.UTF-8"
          "MACHINE=mainpc"
          "MODEL_EVICT_THRESHOLD_PCT=90"
          "OMP_NUM_THREADS=16"
          "PATH=/usr/local/bin:/usr/bin"
          "PYTHONPATH=/app"
          "PYTHONUNBUFFERED=1"
          "PYTORCH_CUDA_ALLOC_CONF=max_split_size_mb:64"
          "SERVICE_NAME=streaming-language-analyzer"
          "SERVICE_PORT=5579"
          "SSL_CERT_FILE=/etc/ssl/certs/ca-certificates.crt"
          "TORCH_CUDA_ALLOC_CONF=max_split_size_mb:64"
          "TORCH_CUDA_ARCH_LIST=8.9"
          "UVICORN_WORKERS=32"
          "XDG_CACHE_HOME=/home/appuser/.cache"
        ];
        "ExposedPorts" = {
          "5579/tcp" = { };
          "6579/tcp" = { };
        };
        "Healthcheck" = {
          "Interval" = 10000000000;
          "Retries" = 3;
          "StartPeriod" = 30000000000;
          "Test" = [
            "CMD"
            "/usr/bin/curl"
            "-fsS"
            "-o"
            "/dev/null"
            "http://127.0.0.1:6579/health"
          ];
          "Timeout" = 5000000000;
        };
        "Labels" = {
          "health_check_port" = "6579";
          "org.opencontainers.image.description" = "StreamingLanguageAnalyzer on mainpc";
          "org.opencontainers.image.title" = "streaming-language-analyzer";
        };
        "User" = "10001:10001";
        "WorkingDir" = "/app";
      };
      "description" = "StreamingLanguageAnalyzer on mainpc";
      "layers" = [
        "base-python-debs"
        "base-utils-debs"
        "base-cpu-pydeps-wheels"
        "runtime"
        "mainpc-profile"
      ];
    };
    "streaming-speech-recognition" = {
      "config" = {
        "Cmd" = [
          "/usr/bin/python3.11"
          "-I"
          "-S"
          "/opt/gen-lock/runtime/main.py"
        ];
        "Entrypoint" = [
          "/usr/bin/tini"
          "--"
        ];
        "Env" = [
          "CUDA_VISIBLE_DEVICES=0"
          "GPU_VISIBLE_DEVICES=0"
          "HEALTH_CHECK_PORT=7553"
          "HOME=/home/appuser"
          "LANG=C.UTF-8"
          "LD_LIBRARY_PATH=/usr/local/lib/python3.11/dist-packages/nvidia/cublas/lib:/usr/local/lib/python3.11/dist-packages/nvidia/cuda_nvrtc/lib:/usr/local/lib/python3.11/dist-packages/nvidia/cuda_runtime/lib:/usr/local/lib/python3.11/dist-packages/nvidia/cufft/lib:/usr/local/lib/python3.11/dist-packages/nvidia/curand/lib:/usr/local/lib/python3.11/dist-packages/nvidia/nvjitlink/lib:/usr/local/lib/python3.11/dist-packages/nvidia/cuda_cupti/lib:/usr/local/lib/python3.11/dist-packages/nvidia/cudnn/lib:/usr/local/lib/python3.11/dist-packages/nvidia/cusolver/lib:/usr/local/lib/python3.11/dist-packages/nvidia/cusparse/lib:/usr/local/lib/python3.11/dist-packages/nvidia/nccl/lib:/usr/local/lib/python3.11/dist-packages/nvidia/nvtx/lib"
          "MACHINE=mainpc"
          "MODEL_EVICT_THRESHOLD_PCT=90"
          "NVIDIA_DRIVER_CAPABILITIES=compute,utility"
          "NVIDIA_REQUIRE_CUDA=cuda>=12.1"
          "NVIDIA_VISIBLE_DEVICES=all"
          "OMP_NUM_THREADS=16"
          "PATH=/usr/local/bin:/usr/bin"
          "PYTHONPATH=/app"
          "PYTHONUNBUFFERED=1"
          "PYTORCH_CUDA_ALLOC_CONF=max_split_size_mb:64"
          "SERVICE_NAME=streaming-speech-recognition"
          "SERVICE_PORT=6553"
          "SSL_CERT_FILE=/etc/ssl/certs/ca-certificates.crt"
          "TORCH_CUDA_ALLOC_CONF=max_split_size_mb:64"
          "TORCH_CUDA_ARCH_LIST=8.9"
          "UVICORN_WORKERS=32"
          "XDG_CACHE_HOME=/home/appuser/.cache"
        ];
        "ExposedPorts" = {
          "6553/tcp" = { };
          "7553/tcp" = { };
        };
        "Healthcheck" = {
          "Interval" = 10000000000;
          "Retries" = 3;
          "StartPeriod" = 30000000000;
          "Test" = [
            "CMD"
            "/usr/bin/curl"
            "-fsS"
            "-o"
            "/dev/null"
            "http://127.0.0.1:7553/health"
          ];
          "Timeout" = 5000000000;
        };
        "Labels" = {
          "health_check_port" = "7553";
          "org.opencontainers.image.description" = "StreamingSpeechRecognition on mainpc";
          "org.opencontainers.image.title" = "streaming-speech-recognition";
        };
        "User" = "10001:10001";
        "WorkingDir" = "/app";
      };
      "description" = "StreamingSpeechRecognition on mainpc";
      "layers" = [
        "base-python-debs"
        "base-utils-debs"
        "wheel-nvidia-cublas-cu12-12.1.3.1"
        "wheel-nvidia-cufft-cu12-11.0.2.54"
        "wheel-nvidia-curand-cu12-10.3.2.106"
        "base-gpu-cu121-wheels"
        "wheel-nvidia-cudnn-cu12-8.9.2.26"
        "wheel-nvidia-cusolver-cu12-11.4.5.107"
        "wheel-nvidia-cusparse-cu12-12.1.0.106"
        "wheel-nvidia-nccl-cu12-2.19.3"
        "wheel-torch-2.2.2"
        "wheel-triton-2.2.0"
        "family-torch-cu121-wheels"
        "audio-debs"
        "runtime"
        "mainpc-profile"
      ];
    };
    "streaming-translation-proxy" = {
      "config" = {
        "Cmd" = [
          "/usr/bin/python3.11"
          "-I"
          "-S"
          "/opt/gen-lock/runtime/main.py"
        ];
        "Entrypoint" = [
          "/usr/bin/tini"
          "--"
        ];
        "Env" = [
          "CUDA_VISIBLE_DEVICES=0"
          "GPU_VISIBLE_DEVICES=0"
          "HEALTH_CHECK_PORT=6596"
          "HOME=/home/appuser"
          "LANG=C.UTF-8"
          "MACHINE=mainpc"
          "MODEL_EVICT_THRESHOLD_PCT=90"
          "OMP_NUM_THREADS=16"
          "PATH=/usr/local/bin:/usr/bin"
          "PYTHONPATH=/app"
          "PYTHONUNBUFFERED=1"
          "PYTORCH_CUDA_ALLOC_CONF=max_split_size_mb:64"
          "SERVICE_APP=translation_proxy:app"
          "SERVICE_NAME=streaming-translation-proxy"
          "SERVICE_PORT=5596"
          "SERVICE_WORKERS=1"
          "SSL_CERT_FILE=/etc/ssl/certs/ca-certificates.crt"
          "TORCH_CUDA_ALLOC_CONF=max_split_size_mb:64"
          "TORCH_CUDA_ARCH_LIST=8.9"
          "UPSTREAM_URL=ws://cloud-translation-service:5592/translate"
          "UVICORN_WORKERS=32"
          "XDG_CACHE_HOME=/home/appuser/.cache"
        ];
        "ExposedPorts" = {
          "5596/tcp" = { };
          "6596/tcp" = { };
        };
        "Healthcheck" = {
          "Interval" = 10000000000;
          "Retries" = 3;
          "StartPeriod" = 30000000000;
          "Test" = [
            "CMD"
            "/usr/bin/curl"
            "-fsS"
            "-o"
            "/dev/null"
            "http://127.0.0.1:6596/health"
          ];
          "Timeout" = 5000000000;
        };
        "Labels" = {
          "health_check_port" = "6596";
          "org.opencontainers.image.description" = "StreamingTranslationProxy on mainpc";
          "org.opencontainers.image.title" = "streaming-translation-proxy";
        };
        "User" = "10001:10001";
        "WorkingDir" = "/app";
      };
      "description" = "StreamingTranslationProxy on mainpc";
      "layers" = [
        "base-python-debs"
        "base-utils-debs"
        "base-cpu-pydeps-wheels"
        "family-web-wheels"
        "runtime"
        "mainpc-profile"
        "streaming-translation-proxy-code"
      ];
    };
    "streaming-tts-agent" = {
      "config" = {
        "Cmd" = [
          "/usr/bin/python3.11"
          "-I"
          "-S"
          "/opt/gen-lock/runtime/main.py"
        ];
        "Entrypoint" = [
          "/usr/bin/tini"
          "--"
        ];
        "Env" = [
          "CUDA_VISIBLE_DEVICES=0"
          "GPU_VISIBLE_DEVICES=0"
          "HEALTH_CHECK_PORT=6562"
          "HOME=/home/appuser"
          "LANG=C.UTF-8"
          "LD_LIBRARY_PATH=/usr/local/lib/python3.11/dist-packages/nvidia/cublas/lib:/usr/local/lib/python3.11/dist-packages/nvidia/cuda_nvrtc/lib:/usr/local/lib/python3.11/dist-packages/nvidia/cuda_runtime/lib:/usr/local/lib/python3.11/dist-packages/nvidia/cufft/lib:/usr/local/lib/python3.11/dist-packages/nvidia/curand/lib:/usr/local/lib/python3.11/dist-packages/nvidia/nvjitlink/lib:/usr/local/lib/python3.11/dist-packages/nvidia/cuda_cupti/lib:/usr/local/lib/python3.11/dist-packages/nvidia/cudnn/lib:/usr/local/lib/python3.11/dist-packages/nvidia/cusolver/lib:/usr/local/lib/python3.11/dist-packages/nvidia/cusparse/lib:/usr/local/lib/python3.11/dist-packages/nvidia/nccl/lib:/usr/local/lib/python3.11/dist-packages/nvidia/nvtx/lib"
          "MACHINE=mainpc"
          "MODEL_EVICT_THRESHOLD_PCT=90"
          "NVIDIA_DRIVER_CAPABILITIES=compute,utility"
          "NVIDIA_REQUIRE_CUDA=cuda>=12.1"
          "NVIDIA_VISIBLE_DEVICES=all"
          "OMP_NUM_THREADS=16"
          "PATH=/usr/local/bin:/usr/bin"
          "PYTHONPATH=/app"
          "PYTHONUNBUFFERED=1"
          "PYTORCH_CUDA_ALLOC_CONF=max_split_size_mb:64"
          "SERVICE_NAME=streaming-tts-agent"
          "SERVICE_PORT=5562"
          "SSL_CERT_FILE=/etc/ssl/certs/ca-certificates.crt"
          "TORCH_CUDA_ALLOC_CONF=max_split_size_mb:64"
          "TORCH_CUDA_ARCH_LIST=8.9"
          "UVICORN_WORKERS=32"
          "XDG_CACHE_HOME=/home/appuser/.cache"
        ];
        "ExposedPorts" = {
          "5562/tcp" = { };
          "6562/tcp" = { };
        };
        "Healthcheck" = {
          "Interval" = 10000000000;
          "Retries" = 3;
          "StartPeriod" = 30000000000;
          "Test" = [
            "CMD"
            "/usr/bin/curl"
            "-fsS"
            "-o"
            "/dev/null"
            "http://127.0.0.1:6562/health"
          ];
          "Timeout" = 5000000000;
        };
        "Labels" = {
          "health_check_port" = "6562";
          "org.opencontainers.image.description" = "StreamingTTSAgent on mainpc";
          "org.opencontainers.image.title" = "streaming-tts-agent";
        };
        "User" = "10001:10001";
        "WorkingDir" = "/app";
      };
      "description" = "StreamingTTSAgent on mainpc";
      "layers" = [
        "base-python-debs"
        "base-utils-debs"
        "wheel-nvidia-cublas-cu12-12.1.3.1"
        "wheel-nvidia-cufft-cu12-11.0.2.54"
        "wheel-nvidia-curand-cu12-10.3.2.106"
        "base-gpu-cu121-wheels"
        "wheel-nvidia-cudnn-cu12-8.9.2.26"
        "wheel-nvidia-cusolver-cu12-11.4.5.107"
        "wheel-nvidia-cusparse-cu12-12.1.0.106"
        "wheel-nvidia-nccl-cu12-2.19.3"
        "wheel-torch-2.2.2"
        "wheel-triton-2.2.0"
        "family-torch-cu121-wheels"
        "audio-debs"
        "runtime"
        "mainpc-profile"
      ];
    };
    "stt-service" = {
      "config" = {
        "Cmd" = [
          "/usr/bin/python3.11"
          "-I"
          "-S"
          "/opt/gen-lock/runtime/main.py"
        ];
        "Entrypoint" = [
          "/usr/bin/tini"
          "--"
        ];
        "Env" = [
          "CUDA_VISIBLE_DEVICES=0"
          "GPU_VISIBLE_DEVICES=0"
          "HEALTH_CHECK_PORT=6800"
          "HOME=/home/appuser"
          "LANG=C.UTF-8"
          "LD_LIBRARY_PATH=/usr/local/lib/python3.11/dist-packages/nvidia/cublas/lib:/usr/local/lib/python3.11/dist-packages/nvidia/cuda_nvrtc/lib:/usr/local/lib/python3.11/dist-packages/nvidia/cuda_runtime/lib:/usr/local/lib/python3.11/dist-packages/nvidia/cufft/lib:/usr/local/lib/python3.11/dist-packages/nvidia/curand/lib:/usr/local/lib/python3.11/dist-packages/nvidia/nvjitlink/lib:/usr/local/lib/python3.11/dist-packages/nvidia/cuda_cupti/lib:/usr/local/lib/python3.11/dist-packages/nvidia/cudnn/lib:/usr/local/lib/python3.11/dist-packages/nvidia/cusolver/lib:/usr/local/lib/python3.11/dist-packages/nvidia/cusparse/lib:/usr/local/lib/python3.11/dist-packages/nvidia/nccl/lib:/usr/local/lib/python3.11/dist-packages/nvidia/nvtx/lib"
          "MACHINE=mainpc"
          "MODEL_EVICT_THRESHOLD_PCT=90"
          "NVIDIA_DRIVER_CAPABILITIES=compute,utility"
          "NVIDIA_REQUIRE_CUDA=cuda>=12.1"
          "NVIDIA_VISIBLE_DEVICES=all"
          "OMP_NUM_THREADS=16"
          "PATH=/usr/local/bin:/usr/bin"
          "PYTHONPATH=/app"
          "PYTHONUNBUFFERED=1"
          "PYTORCH_CUDA_ALLOC_CONF=max_split_size_mb:64"
          "SERVICE_NAME=stt-service"
          "SERVICE_PORT=5800"
          "SSL_CERT_FILE=/etc/ssl/certs/ca-certificates.crt"
          "TORCH_CUDA_ALLOC_CONF=max_split_size_mb:64"
          "TORCH_CUDA_ARCH_LIST=8.9"
          "UVICORN_WORKERS=32"
          "XDG_CACHE_HOME=/home/appuser/.cache"
        ];
        "ExposedPorts" = {
          "5800/tcp" = { };
          "6800/tcp" = { };
        };
        "Healthcheck" = {
          "Interval" = 10000000000;
          "Retries" = 3;
          "StartPeriod" = 30000000000;
          "Test" = [
            "CMD"
            "/usr/bin/curl"
            "-fsS"
            "-o"
            "/dev/null"
            "http://127.0.0.1:6800/health"
          ];
          "Timeout" = 5000000000;
        };
        "Labels" = {
          "health_check_port" = "6800";
          "org.opencontainers.image.description" = "STTService on mainpc";
          "org.opencontainers.image.title" = "stt-service";
        };
        "User" = "10001:10001";
        "WorkingDir" = "/app";
      };
      "description" = "STTService on mainpc";
      "layers" = [
        "base-python-debs"
        "base-utils-debs"
        "wheel-nvidia-cublas-cu12-12.1.3.1"
        "wheel-nvidia-cufft-cu12-11.0.2.54"
        "wheel-nvidia-curand-cu12-10.3.2.106"
        "base-gpu-cu121-wheels"
        "wheel-nvidia-cudnn-cu12-8.9.2.26"
        "wheel-nvidia-cusolver-cu12-11.4.5.107"
        "wheel-nvidia-cusparse-cu12-12.1.0.106"
        "wheel-nvidia-nccl-cu12-2.19.3"
        "wheel-torch-2.2.2"
        "wheel-triton-2.2.0"
        "family-torch-cu121-wheels"
        "audio-debs"
        "runtime"
        "mainpc-profile"
      ];
    };
    "system-digital-twin" = {
      "config" = {
        "Cmd" = [
          "/usr/bin/python3.11"
          "-I"
          "-S"
          "/opt/gen-lock/runtime/main.py"
        ];
        "Entrypoint" = [
          "/usr/bin/tini"
          "--"
        ];
        "Env" = [
          "CUDA_VISIBLE_DEVICES=0"
          "GPU_VISIBLE_DEVICES=0"
          "HEALTH_CHECK_PORT=8220"
          "HOME=/home/appuser"
          "LANG=C.UTF-8"
          "MACHINE=mainpc"
          "MODEL_EVICT_THRESHOLD_PCT=90"
          "OMP_NUM_THREADS=16"
          "PATH=/usr/local/bin:/usr/bin"
          "PYTHONPATH=/app"
          "PYTHONUNBUFFERED=1"
          "PYTORCH_CUDA_ALLOC_CONF=max_split_size_mb:64"
          "REDIS_HOST=redis"
          "SERVICE_NAME=system-digital-twin"
          "SERVICE_PORT=7220"
          "SSL_CERT_FILE=/etc/ssl/certs/ca-certificates.crt"
          "TORCH_CUDA_ALLOC_CONF=max_split_size_mb:64"
          "TORCH_CUDA_ARCH_LIST=8.9"
          "UVICORN_WORKERS=32"
          "XDG_CACHE_HOME=/home/appuser/.cache"
        ];
        "ExposedPorts" = {
          "7220/tcp" = { };
          "8220/tcp" = { };
        };
        "Healthcheck" = {
          "Interval" = 10000000000;
          "Retries" = 3;
          "StartPeriod" = 30000000000;
          "Test" = [
            "CMD"
            "/usr/bin/curl"
            "-fsS"
            "-o"
            "/dev/null"
            "http://127.0.0.1:8220/health"
          ];
          "Timeout" = 5000000000;
        };
        "Labels" = {
          "health_check_port" = "8220";
          "org.opencontainers.image.description" = "SystemDigitalTwin on mainpc";
          "org.opencontainers.image.title" = "system-digital-twin";
        };
        "User" = "10001:10001";
        "WorkingDir" = "/app";
      };
      "description" = "SystemDigitalTwin on mainpc";
      "layers" = [
        "base-python-debs"
        "base-utils-debs"
        "base-cpu-pydeps-wheels"
        "runtime"
        "mainpc-profile"
      ];
    };
    "tiny-llama-service-enhanced" = {
      "config" = {
        "Cmd" = [
          "/usr/bin/python3.11"
          "-I"
          "-S"
          "/opt/gen-lock/runtime/main.py"
        ];
        "Entrypoint" = [
          "/usr/bin/tini"
          "--"
        ];
        "Env" = [
          "CC=/usr/bin/gcc"
          "CUDA_VISIBLE_DEVICES=0"
          "GPU_VISIBLE_DEVICES=0"
          "HEALTH_CHECK_PORT=6615"
          "HOME=/home/appuser"
          "LANG=C.UTF-8"
          "LD_LIBRARY_PATH=/usr/local/lib/python3.11/dist-packages/nvidia/cublas/lib:/usr/local/lib/python3.11/dist-packages/nvidia/cuda_nvrtc/lib:/usr/local/lib/python3.11/dist-packages/nvidia/cuda_runtime/lib:/usr/local/lib/python3.11/dist-packages/nvidia/cufft/lib:/usr/local/lib/python3.11/dist-packages/nvidia/curand/lib:/usr/local/lib/python3.11/dist-packages/nvidia/nvjitlink/lib:/usr/local/lib/python3.11/dist-packages/nvidia/cuda_cupti/lib:/usr/local/lib/python3.11/dist-packages/nvidia/cudnn/lib:/usr/local/lib/python3.11/dist-packages/nvidia/cusolver/lib:/usr/local/lib/python3.11/dist-packages/nvidia/cusparse/lib:/usr/local/lib/python3.11/dist-packages/nvidia/nccl/lib:/usr/local/lib/python3.11/dist-packages/nvidia/nvtx/lib"
          "MACHINE=mainpc"
          "MODEL_EVICT_THRESHOLD_PCT=90"
          "NVIDIA_DRIVER_CAPABILITIES=compute,utility"
          "NVIDIA_REQUIRE_CUDA=cuda>=12.1"
          "NVIDIA_VISIBLE_DEVICES=all"
          "OMP_NUM_THREADS=16"
          "PATH=/usr/local/bin:/usr/bin"
          "PYTHONPATH=/app"
          "PYTHONUNBUFFERED=1"
          "PYTORCH_CUDA_ALLOC_CONF=max_split_size_mb:64"
          "SERVICE_NAME=tiny-llama-service-enhanced"
          "SERVICE_PORT=5615"
          "SSL_CERT_FILE=/etc/ssl/certs/ca-certificates.crt"
          "TORCH_CUDA_ALLOC_CONF=max_split_size_mb:64"
          "TORCH_CUDA_ARCH_LIST=8.9"
          "TRITON_CACHE_DIR=/home/appuser/.cache/triton"
          "UVICORN_WORKERS=32"
          "VLLM_NCCL_SO_PATH=/usr/local/lib/python3.11/dist-packages/nvidia/nccl/lib/libnccl.so.2"
          "XDG_CACHE_HOME=/home/appuser/.cache"
        ];
        "ExposedPorts" = {
          "5615/tcp" = { };
          "6615/tcp" = { };
        };
        "Healthcheck" = {
          "Interval" = 10000000000;
          "Retries" = 3;
          "StartPeriod" = 30000000000;
          "Test" = [
            "CMD"
            "/usr/bin/curl"
            "-fsS"
            "-o"
            "/dev/null"
            "http://127.0.0.1:6615/health"
          ];
          "Timeout" = 5000000000;
        };
        "Labels" = {
          "health_check_port" = "6615";
          "org.opencontainers.image.description" = "TinyLlamaServiceEnhanced on mainpc";
          "org.opencontainers.image.title" = "tiny-llama-service-enhanced";
        };
        "User" = "10001:10001";
        "WorkingDir" = "/app";
      };
      "description" = "TinyLlamaServiceEnhanced on mainpc";
      "layers" = [
        "base-python-debs"
        "base-utils-debs"
        "wheel-nvidia-cublas-cu12-12.1.3.1"
        "wheel-nvidia-cufft-cu12-11.0.2.54"
        "wheel-nvidia-curand-cu12-10.3.2.106"
        "base-gpu-cu121-wheels"
        "wheel-nvidia-cudnn-cu12-8.9.2.26"
        "wheel-nvidia-cusolver-cu12-11.4.5.107"
        "wheel-nvidia-cusparse-cu12-12.1.0.106"
        "wheel-nvidia-nccl-cu12-2.19.3"
        "wheel-torch-2.2.2"
        "wheel-triton-2.2.0"
        "family-torch-cu121-wheels"
        "family-llm-cu121-debs"
        "wheel-ray-2.24.0"
        "wheel-vllm-0.4.1"
        "wheel-xformers-0.0.25.post1"
        "family-llm-cu121-wheels"
        "runtime"
        "mainpc-profile"
      ];
    };
    "tone-detector" = {
      "config" = {
        "Cmd" = [
          "/usr/bin/python3.11"
          "-I"
          "-S"
          "/opt/gen-lock/runtime/main.py"
        ];
        "Entrypoint" = [
          "/usr/bin/tini"
          "--"
        ];
        "Env" = [
          "CUDA_VISIBLE_DEVICES=0"
          "GPU_VISIBLE_DEVICES=0"
          "HEALTH_CHECK_PORT=6625"
          "HOME=/home/appuser"
          "LANG=C.UTF-8"
          "MACHINE=mainpc"
          "MODEL_EVICT_THRESHOLD_PCT=90"
          "OMP_NUM_THREADS=16"
          "PATH=/usr/local/bin:/usr/bin"
          "PYTHONPATH=/app"
          "PYTHONUNBUFFERED=1"
          "PYTORCH_CUDA_ALLOC_CONF=max_split_size_mb:64"
          "SERVICE_NAME=tone-detector"
          "SERVICE_PORT=5625"
          "SSL_CERT_FILE=/etc/ssl/certs/ca-certificates.crt"
          "TORCH_CUDA_ALLOC_CONF=max_split_size_mb:64"
          "TORCH_CUDA_ARCH_LIST=8.9"
          "UVICORN_WORKERS=32"
          "XDG_CACHE_HOME=/home/appuser/.cache"
        ];
        "ExposedPorts" = {
          "5625/tcp" = { };
          "6625/tcp" = { };
        };
        "Healthcheck" = {
          "Interval" = 10000000000;
          "Retries" = 3;
          "StartPeriod" = 30000000000;
          "Test" = [
            "CMD"
            "/usr/bin/curl"
            "-fsS"
            "-o"
            "/dev/null"
            "http://127.0.0.1:6625/health"
          ];
          "Timeout" = 5000000000;
        };
        "Labels" = {
          "health_check_port" = "6625";
          "org.opencontainers.image.description" = "ToneDetector on mainpc";
          "org.opencontainers.image.title" = "tone-detector";
        };
        "User" = "10001:10001";
        "WorkingDir" = "/app";
      };
      "description" = "ToneDetector on mainpc";
      "layers" = [
        "base-python-debs"
        "base-utils-debs"
        "base-cpu-pydeps-wheels"
        "runtime"
        "mainpc-profile"
      ];
    };
    "tts-service" = {
      "config" = {
        "Cmd" = [
          "/usr/bin/python3.11"
          "-I"
          "-S"
          "/opt/gen-lock/runtime/main.py"
        ];
        "Entrypoint" = [
          "/usr/bin/tini"
          "--"
        ];
        "Env" = [
          "CUDA_VISIBLE_DEVICES=0"
          "GPU_VISIBLE_DEVICES=0"
          "HEALTH_CHECK_PORT=6801"
          "HOME=/home/appuser"
          "LANG=C.UTF-8"
          "LD_LIBRARY_PATH=/usr/local/lib/python3.11/dist-packages/nvidia/cublas/lib:/usr/local/lib/python3.11/dist-packages/nvidia/cuda_nvrtc/lib:/usr/local/lib/python3.11/dist-packages/nvidia/cuda_runtime/lib:/usr/local/lib/python3.11/dist-packages/nvidia/cufft/lib:/usr/local/lib/python3.11/dist-packages/nvidia/curand/lib:/usr/local/lib/python3.11/dist-packages/nvidia/nvjitlink/lib:/usr/local/lib/python3.11/dist-packages/nvidia/cuda_cupti/lib:/usr/local/lib/python3.11/dist-packages/nvidia/cudnn/lib:/usr/local/lib/python3.11/dist-packages/nvidia/cusolver/lib:/usr/local/lib/python3.11/dist-packages/nvidia/cusparse/lib:/usr/local/lib/python3.11/dist-packages/nvidia/nccl/lib:/usr/local/lib/python3.11/dist-packages/nvidia/nvtx/lib"
          "MACHINE=mainpc"
          "MODEL_EVICT_THRESHOLD_PCT=90"
          "NVIDIA_DRIVER_CAPABILITIES=compute,utility"
          "NVIDIA_REQUIRE_CUDA=cuda>=12.1"
          "NVIDIA_VISIBLE_DEVICES=all"
          "OMP_NUM_THREADS=16"
          "PATH=/usr/local/bin:/usr/bin"
          "PYTHONPATH=/app"
          "PYTHONUNBUFFERED=1"
          "PYTORCH_CUDA_ALLOC_CONF=max_split_size_mb:64"
          "SERVICE_NAME=tts-service"
          "SERVICE_PORT=5801"
          "SSL_CERT_FILE=/etc/ssl/certs/ca-certificates.crt"
          "TORCH_CUDA_ALLOC_CONF=max_split_size_mb:64"
          "TORCH_CUDA_ARCH_LIST=8.9"
          "UVICORN_WORKERS=32"
          "XDG_CACHE_HOME=/home/appuser/.cache"
        ];
        "ExposedPorts" = {
          "5801/tcp" = { };
          "6801/tcp" = { };
        };
        "Healthcheck" = {
          "Interval" = 10000000000;
          "Retries" = 3;
          "StartPeriod" = 30000000000;
          "Test" = [
            "CMD"
            "/usr/bin/curl"
            "-fsS"
            "-o"
            "/dev/null"
            "http://127.0.0.1:6801/health"
          ];
          "Timeout" = 5000000000;
        };
        "Labels" = {
          "health_check_port" = "6801";
          "org.opencontainers.image.description" = "TTSService on mainpc";
          "org.opencontainers.image.title" = "tts-service";
        };
        "User" = "10001:10001";
        "WorkingDir" = "/app";
      };
      "description" = "TTSService on mainpc";
      "layers" = [
        "base-python-debs"
        "base-utils-debs"
        "wheel-nvidia-cublas-cu12-12.1.3.1"
        "wheel-nvidia-cufft-cu12-11.0.2.54"
        "wheel-nvidia-curand-cu12-10.3.2.106"
        "base-gpu-cu121-wheels"
        "wheel-nvidia-cudnn-cu12-8.9.2.26"
        "wheel-nvidia-cusolver-cu12-11.4.5.107"
        "wheel-nvidia-cusparse-cu12-12.1.0.106"
        "wheel-nvidia-nccl-cu12-2.19.3"
        "wheel-torch-2.2.2"
        "wheel-triton-2.2.0"
        "family-torch-cu121-wheels"
        "audio-debs"
        "runtime"
        "mainpc-profile"
      ];
    };
    "unified-observability-center" = {
      "config" = {
        "Cmd" = [
          "/usr/bin/python3.11"
          "-I"
          "-S"
          "/opt/gen-lock/runtime/main.py"
        ];
        "Entrypoint" = [
          "/usr/bin/tini"
          "--"
        ];
        "Env" = [
          "CUDA_VISIBLE_DEVICES=0"
          "FORWARD_URL="
          "GPU_VISIBLE_DEVICES=0"
          "HEALTH_CHECK_PORT=9110"
          "HOME=/home/appuser"
          "LANG=C.UTF-8"
          "MACHINE=mainpc"
          "MODEL_EVICT_THRESHOLD_PCT=90"
          "OMP_NUM_THREADS=16"
          "PATH=/usr/local/bin:/usr/bin"
          "PYTHONPATH=/app"
          "PYTHONUNBUFFERED=1"
          "PYTORCH_CUDA_ALLOC_CONF=max_split_size_mb:64"
          "SERVICE_APP=center.app:app"
          "SERVICE_NAME=unified-observability-center"
          "SERVICE_PORT=9100"
          "SERVICE_WORKERS=1"
          "SSL_CERT_FILE=/etc/ssl/certs/ca-certificates.crt"
          "TORCH_CUDA_ALLOC_CONF=max_split_size_mb:64"
          "TORCH_CUDA_ARCH_LIST=8.9"
          "UVICORN_WORKERS=32"
          "XDG_CACHE_HOME=/home/appuser/.cache"
        ];
        "ExposedPorts" = {
          "9100/tcp" = { };
          "9110/tcp" = { };
        };
        "Healthcheck" = {
          "Interval" = 10000000000;
          "Retries" = 3;
          "StartPeriod" = 30000000000;
          "Test" = [
            "CMD"
            "/usr/bin/curl"
            "-fsS"
            "-o"
            "/dev/null"
            "http://127.0.0.1:9110/health"
          ];
          "Timeout" = 5000000000;
        };
        "Labels" = {
          "health_check_port" = "9110";
          "org.opencontainers.image.description" = "UnifiedObservabilityCenter on mainpc";
          "org.opencontainers.image.title" = "unified-observability-center";
        };
        "User" = "10001:10001";
        "WorkingDir" = "/app";
      };
      "description" = "UnifiedObservabilityCenter on mainpc";
      "layers" = [
        "base-python-debs"
        "base-utils-debs"
        "base-cpu-pydeps-wheels"
        "family-web-wheels"
        "runtime"
        "mainpc-profile"
        "unified-observability-center-code"
      ];
    };
    "unified-system-agent" = {
      "config" = {
        "Cmd" = [
          "/usr/bin/python3.11"
          "-I"
          "-S"
          "/opt/gen-lock/runtime/main.py"
        ];
        "Entrypoint" = [
          "/usr/bin/tini"
          "--"
        ];
        "Env" = [
          "CUDA_VISIBLE_DEVICES=0"
          "GPU_VISIBLE_DEVICES=0"
          "HEALTH_CHECK_PORT=8201"
          "HOME=/home/appuser"
          "LANG=C.UTF-8"
          "MACHINE=mainpc"
          "MODEL_EVICT_THRESHOLD_PCT=90"
          "OMP_NUM_THREADS=16"
          "PATH=/usr/local/bin:/usr/bin"
          "PYTHONPATH=/app"
          "PYTHONUNBUFFERED=1"
          "PYTORCH_CUDA_ALLOC_CONF=max_split_size_mb:64"
          "SERVICE_NAME=unified-system-agent"
          "SERVICE_PORT=7201"
          "SSL_CERT_FILE=/etc/ssl/certs/ca-certificates.crt"
          "TORCH_CUDA_ALLOC_CONF=max_split_size_mb:64"
          "TORCH_CUDA_ARCH_LIST=8.9"
          "UVICORN_WORKERS=32"
          "XDG_CACHE_HOME=/home/appuser/.cache"
        ];
        "ExposedPorts" = {
          "7201/tcp" = { };
          "8201/tcp" = { };
        };
        "Healthcheck" = {
          "Interval" = 10000000000;
          "Retries" = 3;
          "StartPeriod" = 30000000000;
          "Test" = [
            "CMD"
            "/usr/bin/curl"
            "-fsS"
            "-o"
            "/dev/null"
            "http://127.0.0.1:8201/health"
          ];
          "Timeout" = 5000000000;
        };
        "Labels" = {
          "health_check_port" = "8201";
          "org.opencontainers.image.description" = "UnifiedSystemAgent on mainpc";
          "org.opencontainers.image.title" = "unified-system-agent";
        };
        "User" = "10001:10001";
        "WorkingDir" = "/app";
      };
      "description" = "UnifiedSystemAgent on mainpc";
      "layers" = [
        "base-python-debs"
        "base-utils-debs"
        "base-cpu-pydeps-wheels"
        "runtime"
        "mainpc-profile"
      ];
    };
    "voice-profiling-agent" = {
      "config" = {
        "Cmd" = [
          "/usr/bin/python3.11"
          "-I"
          "-S"
          "/opt/gen-lock/runtime/main.py"
        ];
        "Entrypoint" = [
          "/usr/bin/tini"
          "--"
        ];
        "Env" = [
          "CUDA_VISIBLE_DEVICES=0"
          "GPU_VISIBLE_DEVICES=0"
          "HEALTH_CHECK_PORT=6708"
          "HOME=/home/appuser"
          "LANG=C.UTF-8"
          "MACHINE=mainpc"
          "MODEL_EVICT_THRESHOLD_PCT=90"
          "OMP_NUM_THREADS=16"
          "PATH=/usr/local/bin:/usr/bin"
          "PYTHONPATH=/app"
          "PYTHONUNBUFFERED=1"
          "PYTORCH_CUDA_ALLOC_CONF=max_split_size_mb:64"
          "SERVICE_NAME=voice-profiling-agent"
          "SERVICE_PORT=5708"
          "SSL_CERT_FILE=/etc/ssl/certs/ca-certificates.crt"
          "TORCH_CUDA_ALLOC_CONF=max_split_size_mb:64"
          "TORCH_CUDA_ARCH_LIST=8.9"
          "UVICORN_WORKERS=32"
          "XDG_CACHE_HOME=/home/appuser/.cache"
        ];
        "ExposedPorts" = {
          "5708/tcp" = { };
          "6708/tcp" = { };
        };
        "Healthcheck" = {
          "Interval" = 10000000000;
          "Retries" = 3;
          "StartPeriod" = 30000000000;
          "Test" = [
            "CMD"
            "/usr/bin/curl"
            "-fsS"
            "-o"
            "/dev/null"
            "http://127.0.0.1:6708/health"
          ];
          "Timeout" = 5000000000;
        };
        "Labels" = {
          "health_check_port" = "6708";
          "org.opencontainers.image.description" = "VoiceProfilingAgent on mainpc";
          "org.opencontainers.image.title" = "voice-profiling-agent";
        };
        "User" = "10001:10001";
        "WorkingDir" = "/app";
      };
      "description" = "VoiceProfilingAgent on mainpc";
      "layers" = [
        "base-python-debs"
        "base-utils-debs"
        "base-cpu-pydeps-wheels"
        "runtime"
        "mainpc-profile"
      ];
    };
    "wake-word-detector" = {
      "config" = {
        "Cmd" = [
          "/usr/bin/python3.11"
          "-I"
          "-S"
          "/opt/gen-lock/runtime/main.py"
        ];
        "Entrypoint" = [
          "/usr/bin/tini"
          "--"
        ];
        "Env" = [
          "CUDA_VISIBLE_DEVICES=0"
          "GPU_VISIBLE_DEVICES=0"
          "HEALTH_CHECK_PORT=7552"
          "HOME=/home/appuser"
          "LANG=C.UTF-8"
          "MACHINE=mainpc"
          "MODEL_EVICT_THRESHOLD_PCT=90"
          "OMP_NUM_THREADS=16"
          "PATH=/usr/local/bin:/usr/bin"
          "PYTHONPATH=/app"
          "PYTHONUNBUFFERED=1"
          "PYTORCH_CUDA_ALLOC_CONF=max_split_size_mb:64"
          "SERVICE_NAME=wake-word-detector"
          "SERVICE_PORT=6552"
          "SSL_CERT_FILE=/etc/ssl/certs/ca-certificates.crt"
          "TORCH_CUDA_ALLOC_CONF=max_split_size_mb:64"
          "TORCH_CUDA_ARCH_LIST=8.9"
          "UVICORN_WORKERS=32"
          "XDG_CACHE_HOME=/home/appuser/.cache"
        ];
        "ExposedPorts" = {
          "6552/tcp" = { };
          "7552/tcp" = { };
        };
        "Healthcheck" = {
          "Interval" = 10000000000;
          "Retries" = 3;
          "StartPeriod" = 30000000000;
          "Test" = [
            "CMD"
            "/usr/bin/curl"
            "-fsS"
            "-o"
            "/dev/null"
            "http://127.0.0.1:7552/health"
          ];
          "Timeout" = 5000000000;
        };
        "Labels" = {
          "health_check_port" = "7552";
          "org.opencontainers.image.description" = "WakeWordDetector on mainpc";
          "org.opencontainers.image.title" = "wake-word-detector";
        };
        "User" = "10001:10001";
        "WorkingDir" = "/app";
      };
      "description" = "WakeWordDetector on mainpc";
      "layers" = [
        "base-python-debs"
        "base-utils-debs"
        "base-cpu-pydeps-wheels"
        "audio-debs"
        "runtime"
        "mainpc-profile"
      ];
    };
  };
  "pc2" = {
    "advanced-router" = {
      "config" = {
        "Cmd" = [
          "/usr/bin/python3.11"
          "-I"
          "-S"
          "/opt/gen-lock/runtime/main.py"
        ];
        "Entrypoint" = [
          "/usr/bin/tini"
          "--"
        ];
        "Env" = [
          "CUDA_VISIBLE_DEVICES=0"
          "GPU_VISIBLE_DEVICES=0"
          "HEALTH_CHECK_PORT=8129"
          "HOME=/home/appuser"
          "LANG=C.UTF-8"
          "MACHINE=pc2"
          "MODEL_EVICT_THRESHOLD_PCT=70"
          "OMP_NUM_THREADS=4"
          "PATH=/usr/local/bin:/usr/bin"
          "PYTHONPATH=/app"
          "PYTHONUNBUFFERED=1"
          "PYTORCH_CUDA_ALLOC_CONF=max_split_size_mb:32"
          "SERVICE_NAME=advanced-router"
          "SERVICE_PORT=7129"
          "SSL_CERT_FILE=/etc/ssl/certs/ca-certificates.crt"
          "TORCH_CUDA_ALLOC_CONF=max_split_size_mb:32"
          "TORCH_CUDA_ARCH_LIST=8.6"
          "UVICORN_WORKERS=8"
          "XDG_CACHE_HOME=/home/appuser/.cache"
        ];
        "ExposedPorts" = {
          "7129/tcp" = { };
          "8129/tcp" = { };
        };
        "Healthcheck" = {
          "Interval" = 10000000000;
          "Retries" = 3;
          "StartPeriod" = 30000000000;
          "Test" = [
            "CMD"
            "/usr/bin/curl"
            "-fsS"
            "-o"
            "/dev/null"
            "http://127.0.0.1:8129/health"
          ];
          "Timeout" = 5000000000;
        };
        "Labels" = {
          "health_check_port" = "8129";
          "org.opencontainers.image.description" = "AdvancedRouter on pc2";
          "org.opencontainers.image.title" = "advanced-router";
        };
        "User" = "10001:10001";
        "WorkingDir" = "/app";
      };
      "description" = "AdvancedRouter on pc2";
      "layers" = [
        "base-python-debs"
        "base-utils-debs"
        "base-cpu-pydeps-wheels"
        "runtime"
        "pc2-profile"
      ];
    };
    "agent-trust-scorer" = {
      "config" = {
        "Cmd" = [
          "/usr/bin/python3.11"
          "-I"
          "-S"
          "/opt/gen-lock/runtime/main.py"
        ];
        "Entrypoint" = [
          "/usr/bin/tini"
          "--"
        ];
        "Env" = [
          "CUDA_VISIBLE_DEVICES=0"
          "GPU_VISIBLE_DEVICES=0"
          "HEALTH_CHECK_PORT=8122"
          "HOME=/home/appuser"
          "LANG=C.UTF-8"
          "MACHINE=pc2"
          "MODEL_EVICT_THRESHOLD_PCT=70"
          "OMP_NUM_THREADS=4"
          "PATH=/usr/local/bin:/usr/bin"
          "PYTHONPATH=/app"
          "PYTHONUNBUFFERED=1"
          "PYTORCH_CUDA_ALLOC_CONF=max_split_size_mb:32"
          "SERVICE_NAME=agent-trust-scorer"
          "SERVICE_PORT=7122"
          "SSL_CERT_FILE=/etc/ssl/certs/ca-certificates.crt"
          "TORCH_CUDA_ALLOC_CONF=max_split_size_mb:32"
          "TORCH_CUDA_ARCH_LIST=8.6"
          "UVICORN_WORKERS=8"
          "XDG_CACHE_HOME=/home/appuser/.cache"
        ];
        "ExposedPorts" = {
          "7122/tcp" = { };
          "8122/tcp" = { };
        };
        "Healthcheck" = {
          "Interval" = 10000000000;
          "Retries" = 3;
          "StartPeriod" = 30000000000;
          "Test" = [
            "CMD"
            "/usr/bin/curl"
            "-fsS"
            "-o"
            "/dev/null"
            "http://127.0.0.1:8122/health"
          ];
          "Timeout" = 5000000000;
        };
        "Labels" = {
          "health_check_port" = "8122";
          "org.opencontainers.image.description" = "AgentTrustScorer on pc2";
          "org.opencontainers.image.title" = "agent-trust-scorer";
        };
        "User" = "10001:10001";
        "WorkingDir" = "/app";
      };
      "description" = "AgentTrustScorer on pc2";
      "layers" = [
        "base-python-debs"
        "base-utils-debs"
        "base-cpu-pydeps-wheels"
        "runtime"
        "pc2-profile"
      ];
    };
    "async-processor" = {
      "config" = {
        "Cmd" = [
          "/usr/bin/python3.11"
          "-I"
          "-S"
          "/opt/gen-lock/runtime/main.py"
        ];
        "Entrypoint" = [
          "/usr/bin/tini"
          "--"
        ];
        "Env" = [
          "CUDA_VISIBLE_DEVICES=0"
          "GPU_VISIBLE_DEVICES=0"
          "HEALTH_CHECK_PORT=8101"
          "HOME=/home/appuser"
          "LANG=C.UTF-8"
          "MACHINE=pc2"
          "MODEL_EVICT_THRESHOLD_PCT=70"
          "OMP_NUM_THREADS=4"
          "PATH=/usr/local/bin:/usr/bin"
          "PYTHONPATH=/app"
          "PYTHONUNBUFFERED=1"
          "PYTORCH_CUDA_ALLOC_CONF=max_split_size_mb:32"
          "SERVICE_NAME=async-processor"
          "SERVICE_PORT=7101"
          "SSL_CERT_FILE=/etc/ssl/certs/ca-certificates.crt"
          "TORCH_CUDA_ALLOC_CONF=max_split_size_mb:32"
          "TORCH_CUDA_ARCH_LIST=8.6"
          "UVICORN_WORKERS=8"
          "XDG_CACHE_HOME=/home/appuser/.cache"
        ];
        "ExposedPorts" = {
          "7101/tcp" = { };
          "8101/tcp" = { };
        };
        "Healthcheck" = {
          "Interval" = 10000000000;
          "Retries" = 3;
          "StartPeriod" = 30000000000;
          "Test" = [
            "CMD"
            "/usr/bin/curl"
            "-fsS"
            "-o"
            "/dev/null"
            "http://127.0.0.1:8101/health"
          ];
          "Timeout" = 5000000000;
        };
        "Labels" = {
          "health_check_port" = "8101";
          "org.opencontainers.image.description" = "AsyncProcessor on pc2";
          "org.opencontainers.image.title" = "async-processor";
        };
        "User" = "10001:10001";
        "WorkingDir" = "/app";
      };
      "description" = "AsyncProcessor on pc2";
      "layers" = [
        "base-python-debs"
        "base-utils-debs"
        "base-cpu-pydeps-wheels"
        "runtime"
        "pc2-profile"
      ];
    };
    "authentication-agent" = {
      "config" = {
        "Cmd" = [
          "/usr/bin/python3.11"
          "-I"
          "-S"
          "/opt/gen-lock/runtime/main.py"
        ];
        "Entrypoint" = [
          "/usr/bin/tini"
          "--"
        ];
        "Env" = [
          "CUDA_VISIBLE_DEVICES=0"
          "GPU_VISIBLE_DEVICES=0"
          "HEALTH_CHECK_PORT=8116"
          "HOME=/home/appuser"
          "LANG=C.UTF-8"
          "MACHINE=pc2"
          "MODEL_EVICT_THRESHOLD_PCT=70"
          "OMP_NUM_THREADS=4"
          "PATH=/usr/local/bin:/usr/bin"
          "PYTHONPATH=/app"
          "PYTHONUNBUFFERED=1"
          "PYTORCH_CUDA_ALLOC_CONF=max_split_size_mb:32"
          "SERVICE_NAME=authentication-agent"
          "SERVICE_PORT=7116"
          "SSL_CERT_FILE=/etc/ssl/certs/ca-certificates.crt"
          "TORCH_CUDA_ALLOC_CONF=max_split_size_mb:32"
          "TORCH_CUDA_ARCH_LIST=8.6"
          "UVICORN_WORKERS=8"
          "XDG_CACHE_HOME=/home/appuser/.cache"
        ];
        "ExposedPorts" = {
          "7116/tcp" = { };
          "8116/tcp" = { };
        };
        "Healthcheck" = {
          "Interval" = 10000000000;
          "Retries" = 3;
          "StartPeriod" = 30000000000;
          "Test" = [
            "CMD"
            "/usr/bin/curl"
            "-fsS"
            "-o"
            "/dev/null"
            "http://127.0.0.1:8116/health"
          ];
          "Timeout" = 5000000000;
        };
        "Labels" = {
          "health_check_port" = "8116";
          "org.opencontainers.image.description" = "AuthenticationAgent on pc2";
          "org.opencontainers.image.title" = "authentication-agent";
        };
        "User" = "10001:10001";
        "WorkingDir" = "/app";
      };
      "description" = "AuthenticationAgent on pc2";
      "layers" = [
        "base-python-debs"
        "base-utils-debs"
        "base-cpu-pydeps-wheels"
        "runtime"
        "pc2-profile"
      ];
    };
    "base-cpu-pydeps" = {
      "config" = {
        "Cmd" = [
          "/usr/bin/python3.11"
        ];
        "Entrypoint" = [
          "/usr/bin/tini"
          "--"
        ];
        "Env" = [
          "CUDA_VISIBLE_DEVICES=0"
          "GPU_VISIBLE_DEVICES=0"
          "HOME=/home/appuser"
          "LANG=C.UTF-8"
          "MODEL_EVICT_THRESHOLD_PCT=70"
          "OMP_NUM_THREADS=4"
          "PATH=/usr/local/bin:/usr/bin"
          "PYTHONPATH=/app"
          "PYTHONUNBUFFERED=1"
          "PYTORCH_CUDA_ALLOC_CONF=max_split_size_mb:32"
          "SSL_CERT_FILE=/etc/ssl/certs/ca-certificates.crt"
          "TORCH_CUDA_ALLOC_CONF=max_split_size_mb:32"
          "TORCH_CUDA_ARCH_LIST=8.6"
          "UVICORN_WORKERS=8"
          "XDG_CACHE_HOME=/home/appuser/.cache"
        ];
        "Labels" = {
          "org.opencontainers.image.description" = "numpy, pydantic, fastapi, uvicorn";
          "org.opencontainers.image.title" = "base-cpu-pydeps";
        };
        "User" = "10001:10001";
        "WorkingDir" = "/app";
      };
      "description" = "numpy, pydantic, fastapi, uvicorn (family, pc2)";
      "layers" = [
        "base-python-debs"
        "base-utils-debs"
        "base-cpu-pydeps-wheels"
        "pc2-profile"
      ];
    };
    "base-gpu-cu121" = {
      "config" = {
        "Cmd" = [
          "/usr/bin/python3.11"
        ];
        "Entrypoint" = [
          "/usr/bin/tini"
          "--"
        ];
        "Env" = [
          "CUDA_VISIBLE_DEVICES=0"
          "GPU_VISIBLE_DEVICES=0"
          "HOME=/home/appuser"
          "LANG=C.UTF-8"
          "LD_LIBRARY_PATH=/usr/local/lib/python3.11/dist-packages/nvidia/cublas/lib:/usr/local/lib/python3.11/dist-packages/nvidia/cuda_nvrtc/lib:/usr/local/lib/python3.11/dist-packages/nvidia/cuda_runtime/lib:/usr/local/lib/python3.11/dist-packages/nvidia/cufft/lib:/usr/local/lib/python3.11/dist-packages/nvidia/curand/lib:/usr/local/lib/python3.11/dist-packages/nvidia/nvjitlink/lib"
          "MODEL_EVICT_THRESHOLD_PCT=70"
          "NVIDIA_DRIVER_CAPABILITIES=compute,utility"
          "NVIDIA_REQUIRE_CUDA=cuda>=12.1"
          "NVIDIA_VISIBLE_DEVICES=all"
          "OMP_NUM_THREADS=4"
          "PATH=/usr/local/bin:/usr/bin"
          "PYTHONPATH=/app"
          "PYTHONUNBUFFERED=1"
          "PYTORCH_CUDA_ALLOC_CONF=max_split_size_mb:32"
          "SSL_CERT_FILE=/etc/ssl/certs/ca-certificates.crt"
          "TORCH_CUDA_ALLOC_CONF=max_split_size_mb:32"
          "TORCH_CUDA_ARCH_LIST=8.6"
          "UVICORN_WORKERS=8"
          "XDG_CACHE_HOME=/home/appuser/.cache"
        ];
        "Labels" = {
          "org.opencontainers.image.description" = "The CUDA 12.1 libraries that torch and onnxruntime share";
          "org.opencontainers.image.title" = "base-gpu-cu121";
        };
        "User" = "10001:10001";
        "WorkingDir" = "/app";
      };
      "description" = "The CUDA 12.1 libraries that torch and onnxruntime share (family, pc2)";
      "layers" = [
        "base-python-debs"
        "base-utils-debs"
        "wheel-nvidia-cublas-cu12-12.1.3.1"
        "wheel-nvidia-cufft-cu12-11.0.2.54"
        "wheel-nvidia-curand-cu12-10.3.2.106"
        "base-gpu-cu121-wheels"
        "pc2-profile"
      ];
    };
    "base-python" = {
      "config" = {
        "Cmd" = [
          "/usr/bin/python3.11"
        ];
        "Entrypoint" = [
          "/usr/bin/tini"
          "--"
        ];
        "Env" = [
          "CUDA_VISIBLE_DEVICES=0"
          "GPU_VISIBLE_DEVICES=0"
          "HOME=/home/appuser"
          "LANG=C.UTF-8"
          "MODEL_EVICT_THRESHOLD_PCT=70"
          "OMP_NUM_THREADS=4"
          "PATH=/usr/local/bin:/usr/bin"
          "PYTHONPATH=/app"
          "PYTHONUNBUFFERED=1"
          "PYTORCH_CUDA_ALLOC_CONF=max_split_size_mb:32"
          "TORCH_CUDA_ALLOC_CONF=max_split_size_mb:32"
          "TORCH_CUDA_ARCH_LIST=8.6"
          "UVICORN_WORKERS=8"
          "XDG_CACHE_HOME=/home/appuser/.cache"
        ];
        "Labels" = {
          "org.opencontainers.image.description" = "Debian 12, Python 3.11, tini, a user without rights";
          "org.opencontainers.image.title" = "base-python";
        };
        "User" = "10001:10001";
        "WorkingDir" = "/app";
      };
      "description" = "Debian 12, Python 3.11, tini, a user without rights (family, pc2)";
      "layers" = [
        "base-python-debs"
        "pc2-profile"
      ];
    };
    "base-utils" = {
      "config" = {
        "Cmd" = [
          "/usr/bin/python3.11"
        ];
        "Entrypoint" = [
          "/usr/bin/tini"
          "--"
        ];
        "Env" = [
          "CUDA_VISIBLE_DEVICES=0"
          "GPU_VISIBLE_DEVICES=0"
          "HOME=/home/appuser"
          "LANG=C.UTF-8"
          "MODEL_EVICT_THRESHOLD_PCT=70"
          "OMP_NUM_THREADS=4"
          "PATH=/usr/local/bin:/usr/bin"
          "PYTHONPATH=/app"
          "PYTHONUNBUFFERED=1"
          "PYTORCH_CUDA_ALLOC_CONF=max_split_size_mb:32"
          "SSL_CERT_FILE=/etc/ssl/certs/ca-certificates.crt"
          "TORCH_CUDA_ALLOC_CONF=max_split_size_mb:32"
          "TORCH_CUDA_ARCH_LIST=8.6"
          "UVICORN_WORKERS=8"
          "XDG_CACHE_HOME=/home/appuser/.cache"
        ];
        "Labels" = {
          "org.opencontainers.image.description" = "What operators and probes expect: curl, certificates, time zones";
          "org.opencontainers.image.title" = "base-utils";
        };
        "User" = "10001:10001";
        "WorkingDir" = "/app";
      };
      "description" = "What operators and probes expect: curl, certificates, time zones (family, pc2)";
      "layers" = [
        "base-python-debs"
        "base-utils-debs"
        "pc2-profile"
      ];
    };
    "cache-manager" = {
      "config" = {
        "Cmd" = [
          "/usr/bin/python3.11"
          "-I"
          "-S"
          "/opt/gen-lock/runtime/main.py"
        ];
        "Entrypoint" = [
          "/usr/bin/tini"
          "--"
        ];
        "Env" = [
          "CUDA_VISIBLE_DEVICES=0"
          "GPU_VISIBLE_DEVICES=0"
          "HEALTH_CHECK_PORT=8102"
          "HOME=/home/appuser"
          "LANG=C.UTF-8"
          "MACHINE=pc2"
          "MODEL_EVICT_THRESHOLD_PCT=70"
          "OMP_NUM_THREADS=4"
          "PATH=/usr/local/bin:/usr/bin"
          "PYTHONPATH=/app"
          "PYTHONUNBUFFERED=1"
          "PYTORCH_CUDA_ALLOC_CONF=max_split_size_mb:32"
          "SERVICE_NAME=cache-manager"
          "SERVICE_PORT=7102"
          "SSL_CERT_FILE=/etc/ssl/certs/ca-certificates.crt"
          "TORCH_CUDA_ALLOC_CONF=max_split_size_mb:32"
          "TORCH_CUDA_ARCH_LIST=8.6"
          "UVICORN_WORKERS=8"
          "XDG_CACHE_HOME=/home/appuser/.cache"
        ];
        "ExposedPorts" = {
          "7102/tcp" = { };
          "8102/tcp" = { };
        };
        "Healthcheck" = {
          "Interval" = 10000000000;
          "Retries" = 3;
          "StartPeriod" = 30000000000;
          "Test" = [
            "CMD"
            "/usr/bin/curl"
            "-fsS"
            "-o"
            "/dev/null"
            "http://127.0.0.1:8102/health"
          ];
          "Timeout" = 5000000000;
        };
        "Labels" = {
          "health_check_port" = "8102";
          "org.opencontainers.image.description" = "CacheManager on pc2";
          "org.opencontainers.image.title" = "cache-manager";
        };
        "User" = "10001:10001";
        "WorkingDir" = "/app";
      };
      "description" = "CacheManager on pc2";
      "layers" = [
        "base-python-debs"
        "base-utils-debs"
        "base-cpu-pydeps-wheels"
        "runtime"
        "pc2-profile"
      ];
    };
    "central-error-bus" = {
      "config" = {
        "Cmd" = [
          "/usr/bin/python3.11"
          "-I"
          "-S"
          "/opt/gen-lock/runtime/main.py"
        ];
        "Entrypoint" = [
          "/usr/bin/tini"
          "--"
        ];
        "Env" = [
          "CUDA_VISIBLE_DEVICES=0"
          "GPU_VISIBLE_DEVICES=0"
          "HEALTH_CHECK_PORT=8150"
          "HOME=/home/appuser"
          "LANG=C.UTF-8"
          "MACHINE=pc2"
          "MODEL_EVICT_THRESHOLD_PCT=70"
          "OMP_NUM_THREADS=4"
          "PATH=/usr/local/bin:/usr/bin"
          "PYTHONPATH=/app"
          "PYTHONUNBUFFERED=1"
          "PYTORCH_CUDA_ALLOC_CONF=max_split_size_mb:32"
          "SERVICE_NAME=central-error-bus"
          "SERVICE_PORT=7150"
          "SSL_CERT_FILE=/etc/ssl/certs/ca-certificates.crt"
          "TORCH_CUDA_ALLOC_CONF=max_split_size_mb:32"
          "TORCH_CUDA_ARCH_LIST=8.6"
          "UVICORN_WORKERS=8"
          "XDG_CACHE_HOME=/home/appuser/.cache"
        ];
        "ExposedPorts" = {
          "7150/tcp" = { };
          "8150/tcp" = { };
        };
        "Healthcheck" = {
          "Interval" = 10000000000;
          "Retries" = 3;
          "StartPeriod" = 30000000000;
          "Test" = [
            "CMD"
            "/usr/bin/curl"
            "-fsS"
            "-o"
            "/dev/null"
            "http://127.0.0.1:8150/health"
          ];
          "Timeout" = 5000000000;
        };
        "Labels" = {
          "health_check_port" = "8150";
          "org.opencontainers.image.description" = "CentralErrorBus on pc2";
          "org.opencontainers.image.title" = "central-error-bus";
        };
        "User" = "10001:10001";
        "WorkingDir" = "/app";
      };
      "description" = "CentralErrorBus on pc2";
      "layers" = [
        "base-python-debs"
        "base-utils-debs"
        "base-cpu-pydeps-wheels"
        "family-web-wheels"
        "runtime"
        "pc2-profile"
      ];
    };
    "docker-proxy" = {
      "config" = {
        "Cmd" = [
          "/usr/bin/python3.11"
          "-I"
          "-S"
          "/opt/gen-lock/runtime/main.py"
        ];
        "Entrypoint" = [
          "/usr/bin/tini"
          "--"
        ];
        "Env" = [
          "CUDA_VISIBLE_DEVICES=0"
          "GPU_VISIBLE_DEVICES=0"
          "HEALTH_CHECK_PORT=2376"
          "HOME=/home/appuser"
          "LANG=C.UTF-8"
          "MACHINE=pc2"
          "MODEL_EVICT_THRESHOLD_PCT=70"
          "OMP_NUM_THREADS=4"
          "PATH=/usr/local/bin:/usr/bin"
          "PYTHONPATH=/app"
          "PYTHONUNBUFFERED=1"
          "PYTORCH_CUDA_ALLOC_CONF=max_split_size_mb:32"
          "SERVICE_COMMAND=[\"/usr/sbin/haproxy\",\"-db\",\"-f\",\"/app/haproxy.cfg\"]"
          "SERVICE_NAME=docker-proxy"
          "SERVICE_PORT=2375"
          "SERVICE_PROBE=tcp://127.0.0.1:2375"
          "SSL_CERT_FILE=/etc/ssl/certs/ca-certificates.crt"
          "TORCH_CUDA_ALLOC_CONF=max_split_size_mb:32"
          "TORCH_CUDA_ARCH_LIST=8.6"
          "UVICORN_WORKERS=8"
          "XDG_CACHE_HOME=/home/appuser/.cache"
        ];
        "ExposedPorts" = {
          "2375/tcp" = { };
          "2376/tcp" = { };
        };
        "Healthcheck" = {
          "Interval" = 10000000000;
          "Retries" = 3;
          "StartPeriod" = 30000000000;
          "Test" = [
            "CMD"
            "/usr/bin/curl"
            "-fsS"
            "-o"
            "/dev/null"
            "http://127.0.0.1:2376/health"
          ];
          "Timeout" = 5000000000;
        };
        "Labels" = {
          "health_check_port" = "2376";
          "org.opencontainers.image.description" = "DockerProxy on pc2";
          "org.opencontainers.image.title" = "docker-proxy";
        };
        "User" = "10001:10001";
        "WorkingDir" = "/app";
      };
      "description" = "DockerProxy on pc2";
      "layers" = [
        "base-python-debs"
        "base-utils-debs"
        "docker-proxy-debs"
        "runtime"
        "pc2-profile"
        "docker-proxy-code"
      ];
    };
    "dream-world-agent" = {
      "config" = {
        "Cmd" = [
          "/usr/bin/python3.11"
          "-I"
          "-S"
          "/opt/gen-lock/runtime/main.py"
        ];
        "Entrypoint" = [
          "/usr/bin/tini"
          "--"
        ];
        "Env" = [
          "CUDA_VISIBLE_DEVICES=0"
          "GPU_VISIBLE_DEVICES=0"
          "HEALTH_CHECK_PORT=8104"
          "HOME=/home/appuser"
          "LANG=C.UTF-8"
          "LD_LIBRARY_PATH=/usr/local/lib/python3.11/dist-packages/nvidia/cublas/lib:/usr/local/lib/python3.11/dist-packages/nvidia/cuda_nvrtc/lib:/usr/local/lib/python3.11/dist-packages/nvidia/cuda_runtime/lib:/usr/local/lib/python3.11/dist-packages/nvidia/cufft/lib:/usr/local/lib/python3.11/dist-packages/nvidia/curand/lib:/usr/local/lib/python3.11/dist-packages/nvidia/nvjitlink/lib:/usr/local/lib/python3.11/dist-packages/nvidia/cudnn/lib"
          "MACHINE=pc2"
          "MODEL_EVICT_THRESHOLD_PCT=70"
          "NVIDIA_DRIVER_CAPABILITIES=compute,utility"
          "NVIDIA_REQUIRE_CUDA=cuda>=12.1"
          "NVIDIA_VISIBLE_DEVICES=all"
          "OMP_NUM_THREADS=4"
          "PATH=/usr/local/bin:/usr/bin"
          "PYTHONPATH=/app"
          "PYTHONUNBUFFERED=1"
          "PYTORCH_CUDA_ALLOC_CONF=max_split_size_mb:32"
          "SERVICE_NAME=dream-world-agent"
          "SERVICE_PORT=7104"
          "SSL_CERT_FILE=/etc/ssl/certs/ca-certificates.crt"
          "TORCH_CUDA_ALLOC_CONF=max_split_size_mb:32"
          "TORCH_CUDA_ARCH_LIST=8.6"
          "UVICORN_WORKERS=8"
          "XDG_CACHE_HOME=/home/appuser/.cache"
        ];
        "ExposedPorts" = {
          "7104/tcp" = { };
          "8104/tcp" = { };
        };
        "Healthcheck" = {
          "Interval" = 10000000000;
          "Retries" = 3;
          "StartPeriod" = 30000000000;
          "Test" = [
            "CMD"
            "/usr/bin/curl"
            "-fsS"
            "-o"
            "/dev/null"
            "http://127.0.0.1:8104/health"
          ];
          "Timeout" = 5000000000;
        };
        "Labels" = {
          "health_check_port" = "8104";
          "org.opencontainers.image.description" = "DreamWorldAgent on pc2";
          "org.opencontainers.image.title" = "dream-world-agent";
        };
        "User" = "10001:10001";
        "WorkingDir" = "/app";
      };
      "description" = "DreamWorldAgent on pc2";
      "layers" = [
        "base-python-debs"
        "base-utils-debs"
        "wheel-nvidia-cublas-cu12-12.1.3.1"
        "wheel-nvidia-cufft-cu12-11.0.2.54"
        "wheel-nvidia-curand-cu12-10.3.2.106"
        "base-gpu-cu121-wheels"
        "family-vision-cu121-debs"
        "wheel-nvidia-cudnn-cu12-9.1.1.17"
        "wheel-onnxruntime-gpu-1.20.2"
        "family-vision-cu121-wheels"
        "runtime"
        "pc2-profile"
      ];
    };
    "dreaming-mode-agent" = {
      "config" = {
        "Cmd" = [
          "/usr/bin/python3.11"
          "-I"
          "-S"
          "/opt/gen-lock/runtime/main.py"
        ];
        "Entrypoint" = [
          "/usr/bin/tini"
          "--"
        ];
        "Env" = [
          "CUDA_VISIBLE_DEVICES=0"
          "GPU_VISIBLE_DEVICES=0"
          "HEALTH_CHECK_PORT=8127"
          "HOME=/home/appuser"
          "LANG=C.UTF-8"
          "LD_LIBRARY_PATH=/usr/local/lib/python3.11/dist-packages/nvidia/cublas/lib:/usr/local/lib/python3.11/dist-packages/nvidia/cuda_nvrtc/lib:/usr/local/lib/python3.11/dist-packages/nvidia/cuda_runtime/lib:/usr/local/lib/python3.11/dist-packages/nvidia/cufft/lib:/usr/local/lib/python3.11/dist-packages/nvidia/curand/lib:/usr/local/lib/python3.11/dist-packages/nvidia/nvjitlink/lib:/usr/local/lib/python3.11/dist-packages/nvidia/cudnn/lib"
          "MACHINE=pc2"
          "MODEL_EVICT_THRESHOLD_PCT=70"
          "NVIDIA_DRIVER_CAPABILITIES=compute,utility"
          "NVIDIA_REQUIRE_CUDA=cuda>=12.1"
          "NVIDIA_VISIBLE_DEVICES=all"
          "OMP_NUM_THREADS=4"
          "PATH=/usr/local/bin:/usr/bin"
          "PYTHONPATH=/app"
          "PYTHONUNBUFFERED=1"
          "PYTORCH_CUDA_ALLOC_CONF=max_split_size_mb:32"
          "SERVICE_NAME=dreaming-mode-agent"
          "SERVICE_PORT=7127"
          "SSL_CERT_FILE=/etc/ssl/certs/ca-certificates.crt"
          "TORCH_CUDA_ALLOC_CONF=max_split_size_mb:32"
          "TORCH_CUDA_ARCH_LIST=8.6"
          "UVICORN_WORKERS=8"
          "XDG_CACHE_HOME=/home/appuser/.cache"
        ];
        "ExposedPorts" = {
          "7127/tcp" = { };
          "8127/tcp" = { };
        };
        "Healthcheck" = {
          "Interval" = 10000000000;
          "Retries" = 3;
          "StartPeriod" = 30000000000;
          "Test" = [
            "CMD"
            "/usr/bin/curl"
            "-fsS"
            "-o"
            "/dev/null"
            "http://127.0.0.1:8127/health"
          ];
          "Timeout" = 5000000000;
        };
        "Labels" = {
          "health_check_port" = "8127";
          "org.opencontainers.image.description" = "DreamingModeAgent on pc2";
          "org.opencontainers.image.title" = "dreaming-mode-agent";
        };
        "User" = "10001:10001";
        "WorkingDir" = "/app";
      };
      "description" = "DreamingModeAgent on pc2";
      "layers" = [
        "base-python-debs"
        "base-utils-debs"
        "wheel-nvidia-cublas-cu12-12.1.3.1"
        "wheel-nvidia-cufft-cu12-11.0.2.54"
        "wheel-nvidia-curand-cu12-10.3.2.106"
        "base-gpu-cu121-wheels"
        "family-vision-cu121-debs"
        "wheel-nvidia-cudnn-cu12-9.1.1.17"
        "wheel-onnxruntime-gpu-1.20.2"
        "family-vision-cu121-wheels"
        "runtime"
        "pc2-profile"
      ];
    };
    "family-torch-cu121" = {
      "config" = {
        "Cmd" = [
          "/usr/bin/python3.11"
        ];
        "Entrypoint" = [
          "/usr/bin/tini"
          "--"
        ];
        "Env" = [
          "CUDA_VISIBLE_DEVICES=0"
          "GPU_VISIBLE_DEVICES=0"
          "HOME=/home/appuser"
          "LANG=C.UTF-8"
          "LD_LIBRARY_PATH=/usr/local/lib/python3.11/dist-packages/nvidia/cublas/lib:/usr/local/lib/python3.11/dist-packages/nvidia/cuda_nvrtc/lib:/usr/local/lib/python3.11/dist-packages/nvidia/cuda_runtime/lib:/usr/local/lib/python3.11/dist-packages/nvidia/cufft/lib:/usr/local/lib/python3.11/dist-packages/nvidia/curand/lib:/usr/local/lib/python3.11/dist-packages/nvidia/nvjitlink/lib:/usr/local/lib/python3.11/dist-packages/nvidia/cuda_cupti/lib:/usr/local/lib/python3.11/dist-packages/nvidia/cudnn/lib:/usr/local/lib/python3.11/dist-packages/nvidia/cusolver/lib:/usr/local/lib/python3.11/dist-packages/nvidia/cusparse/lib:/usr/local/lib/python3.11/dist-packages/nvidia/nccl/lib:/usr/local/lib/python3.11/dist-packages/nvidia/nvtx/lib"
          "MODEL_EVICT_THRESHOLD_PCT=70"
          "NVIDIA_DRIVER_CAPABILITIES=compute,utility"
          "NVIDIA_REQUIRE_CUDA=cuda>=12.1"
          "NVIDIA_VISIBLE_DEVICES=all"
          "OMP_NUM_THREADS=4"
          "PATH=/usr/local/bin:/usr/bin"
          "PYTHONPATH=/app"
          "PYTHONUNBUFFERED=1"
          "PYTORCH_CUDA_ALLOC_CONF=max_split_size_mb:32"
          "SSL_CERT_FILE=/etc/ssl/certs/ca-certificates.crt"
          "TORCH_CUDA_ALLOC_CONF=max_split_size_mb:32"
          "TORCH_CUDA_ARCH_LIST=8.6"
          "UVICORN_WORKERS=8"
          "XDG_CACHE_HOME=/home/appuser/.cache"
        ];
        "Labels" = {
          "org.opencontainers.image.description" = "torch 2.2.2 (cu121), torchvision 0.17.2";
          "org.opencontainers.image.title" = "family-torch-cu121";
        };
        "User" = "10001:10001";
        "WorkingDir" = "/app";
      };
      "description" = "torch 2.2.2 (cu121), torchvision 0.17.2 (family, pc2)";
      "layers" = [
        "base-python-debs"
        "base-utils-debs"
        "wheel-nvidia-cublas-cu12-12.1.3.1"
        "wheel-nvidia-cufft-cu12-11.0.2.54"
        "wheel-nvidia-curand-cu12-10.3.2.106"
        "base-gpu-cu121-wheels"
        "wheel-nvidia-cudnn-cu12-8.9.2.26"
        "wheel-nvidia-cusolver-cu12-11.4.5.107"
        "wheel-nvidia-cusparse-cu12-12.1.0.106"
        "wheel-nvidia-nccl-cu12-2.19.3"
        "wheel-torch-2.2.2"
        "wheel-triton-2.2.0"
        "family-torch-cu121-wheels"
        "pc2-profile"
      ];
    };
    "family-vision-cu121" = {
      "config" = {
        "Cmd" = [
          "/usr/bin/python3.11"
        ];
        "Entrypoint" = [
          "/usr/bin/tini"
          "--"
        ];
        "Env" = [
          "CUDA_VISIBLE_DEVICES=0"
          "GPU_VISIBLE_DEVICES=0"
          "HOME=/home/appuser"
          "LANG=C.UTF-8"
          "LD_LIBRARY_PATH=/usr/local/lib/python3.11/dist-packages/nvidia/cublas/lib:/usr/local/lib/python3.11/dist-packages/nvidia/cuda_nvrtc/lib:/usr/local/lib/python3.11/dist-packages/nvidia/cuda_runtime/lib:/usr/local/lib/python3.11/dist-packages/nvidia/cufft/lib:/usr/local/lib/python3.11/dist-packages/nvidia/curand/lib:/usr/local/lib/python3.11/dist-packages/nvidia/nvjitlink/lib:/usr/local/lib/python3.11/dist-packages/nvidia/cudnn/lib"
          "MODEL_EVICT_THRESHOLD_PCT=70"
          "NVIDIA_DRIVER_CAPABILITIES=compute,utility"
          "NVIDIA_REQUIRE_CUDA=cuda>=12.1"
          "NVIDIA_VISIBLE_DEVICES=all"
          "OMP_NUM_THREADS=4"
          "PATH=/usr/local/bin:/usr/bin"
          "PYTHONPATH=/app"
          "PYTHONUNBUFFERED=1"
          "PYTORCH_CUDA_ALLOC_CONF=max_split_size_mb:32"
          "SSL_CERT_FILE=/etc/ssl/certs/ca-certificates.crt"
          "TORCH_CUDA_ALLOC_CONF=max_split_size_mb:32"
          "TORCH_CUDA_ARCH_LIST=8.6"
          "UVICORN_WORKERS=8"
          "XDG_CACHE_HOME=/home/appuser/.cache"
        ];
        "Labels" = {
          "org.opencontainers.image.description" = "onnxruntime-gpu 1.20.2 with cuDNN 9, OpenCV 4.10";
          "org.opencontainers.image.title" = "family-vision-cu121";
        };
        "User" = "10001:10001";
        "WorkingDir" = "/app";
      };
      "description" = "onnxruntime-gpu 1.20.2 with cuDNN 9, OpenCV 4.10 (family, pc2)";
      "layers" = [
        "base-python-debs"
        "base-utils-debs"
        "wheel-nvidia-cublas-cu12-12.1.3.1"
        "wheel-nvidia-cufft-cu12-11.0.2.54"
        "wheel-nvidia-curand-cu12-10.3.2.106"
        "base-gpu-cu121-wheels"
        "family-vision-cu121-debs"
        "wheel-nvidia-cudnn-cu12-9.1.1.17"
        "wheel-onnxruntime-gpu-1.20.2"
        "family-vision-cu121-wheels"
        "pc2-profile"
      ];
    };
    "family-web" = {
      "config" = {
        "Cmd" = [
          "/usr/bin/python3.11"
        ];
        "Entrypoint" = [
          "/usr/bin/tini"
          "--"
        ];
        "Env" = [
          "CUDA_VISIBLE_DEVICES=0"
          "GPU_VISIBLE_DEVICES=0"
          "HOME=/home/appuser"
          "LANG=C.UTF-8"
          "MODEL_EVICT_THRESHOLD_PCT=70"
          "OMP_NUM_THREADS=4"
          "PATH=/usr/local/bin:/usr/bin"
          "PYTHONPATH=/app"
          "PYTHONUNBUFFERED=1"
          "PYTORCH_CUDA_ALLOC_CONF=max_split_size_mb:32"
          "SSL_CERT_FILE=/etc/ssl/certs/ca-certificates.crt"
          "TORCH_CUDA_ALLOC_CONF=max_split_size_mb:32"
          "TORCH_CUDA_ARCH_LIST=8.6"
          "UVICORN_WORKERS=8"
          "XDG_CACHE_HOME=/home/appuser/.cache"
        ];
        "Labels" = {
          "org.opencontainers.image.description" = "starlette, websockets, gunicorn";
          "org.opencontainers.image.title" = "family-web";
        };
        "User" = "10001:10001";
        "WorkingDir" = "/app";
      };
      "description" = "starlette, websockets, gunicorn (family, pc2)";
      "layers" = [
        "base-python-debs"
        "base-utils-debs"
        "base-cpu-pydeps-wheels"
        "family-web-wheels"
        "pc2-profile"
      ];
    };
    "file-system-assistant-agent" = {
      "config" = {
        "Cmd" = [
          "/usr/bin/python3.11"
          "-I"
          "-S"
          "/opt/gen-lock/runtime/main.py"
        ];
        "Entrypoint" = [
          "/usr/bin/tini"
          "--"
        ];
        "Env" = [
          "CUDA_VISIBLE_DEVICES=0"
          "GPU_VISIBLE_DEVICES=0"
          "HEALTH_CHECK_PORT=8123"
          "HOME=/home/appuser"
          "LANG=C.UTF-8"
          "MACHINE=pc2"
          "MODEL_EVICT_THRESHOLD_PCT=70"
          "OMP_NUM_THREADS=4"
          "PATH=/usr/local/bin:/usr/bin"
          "PYTHONPATH=/app"
          "PYTHONUNBUFFERED=1"
          "PYTORCH_CUDA_ALLOC_CONF=max_split_size_mb:32"
          "SERVICE_NAME=file-system-assistant-agent"
          "SERVICE_PORT=7123"
          "SSL_CERT_FILE=/etc/ssl/certs/ca-certificates.crt"
          "TORCH_CUDA_ALLOC_CONF=max_split_size_mb:32"
          "TORCH_CUDA_ARCH_LIST=8.6"
          "UVICORN_WORKERS=8"
          "XDG_CACHE_HOME=/home/appuser/.cache"
        ];
        "ExposedPorts" = {
          "7123/tcp" = { };
          "8123/tcp" = { };
        };
        "Healthcheck" = {
          "Interval" = 10000000000;
          "Retries" = 3;
          "StartPeriod" = 30000000000;
          "Test" = [
            "CMD"
            "/usr/bin/curl"
            "-fsS"
            "-o"
            "/dev/null"
            "http://127.0.0.1:8123/health"
          ];
          "Timeout" = 5000000000;
        };
        "Labels" = {
          "health_check_port" = "8123";
          "org.opencontainers.image.description" = "FileSystemAssistantAgent on pc2";
          "org.opencontainers.image.title" = "file-system-assistant-agent";
        };
        "User" = "10001:10001";
        "WorkingDir" = "/app";
      };
      "description" = "FileSystemAssistantAgent on pc2";
      "layers" = [
        "base-python-debs"
        "base-utils-debs"
        "base-cpu-pydeps-wheels"
        "runtime"
        "pc2-profile"
      ];
    };
    "memory-fusion-hub" = {
      "config" = {
        "Cmd" = [
          "/usr/bin/python3.11"
          "-I"
          "-S"
          "/opt/gen-lock/runtime/main.py"
        ];
        "Entrypoint" = [
          "/usr/bin/tini"
          "--"
        ];
        "Env" = [
          "CUDA_VISIBLE_DEVICES=0"
          "GPU_VISIBLE_DEVICES=0"
          "HEALTH_CHECK_PORT=6713"
          "HOME=/home/appuser"
          "LANG=C.UTF-8"
          "MACHINE=pc2"
          "MODEL_EVICT_THRESHOLD_PCT=70"
          "OMP_NUM_THREADS=4"
          "PATH=/usr/local/bin:/usr/bin"
          "PYTHONPATH=/app"
          "PYTHONUNBUFFERED=1"
          "PYTORCH_CUDA_ALLOC_CONF=max_split_size_mb:32"
          "REDIS_URL=redis://redis:6379/0"
          "SERVICE_NAME=memory-fusion-hub"
          "SERVICE_PORT=5713"
          "SSL_CERT_FILE=/etc/ssl/certs/ca-certificates.crt"
          "TORCH_CUDA_ALLOC_CONF=max_split_size_mb:32"
          "TORCH_CUDA_ARCH_LIST=8.6"
          "UVICORN_WORKERS=8"
          "XDG_CACHE_HOME=/home/appuser/.cache"
        ];
        "ExposedPorts" = {
          "5713/tcp" = { };
          "5714/tcp" = { };
          "6713/tcp" = { };
          "8080/tcp" = { };
        };
        "Healthcheck" = {
          "Interval" = 10000000000;
          "Retries" = 3;
          "StartPeriod" = 30000000000;
          "Test" = [
            "CMD"
            "/usr/bin/curl"
            "-fsS"
            "-o"
            "/dev/null"
            "http://127.0.0.1:6713/health"
          ];
          "Timeout" = 5000000000;
        };
        "Labels" = {
          "health_check_port" = "6713";
          "org.opencontainers.image.description" = "MemoryFusionHub on pc2";
          "org.opencontainers.image.title" = "memory-fusion-hub";
        };
        "User" = "10001:10001";
        "WorkingDir" = "/app";
      };
      "description" = "MemoryFusionHub on pc2";
      "layers" = [
        "base-python-debs"
        "base-utils-debs"
        "base-cpu-pydeps-wheels"
        "runtime"
        "pc2-profile"
      ];
    };
    "proactive-context-monitor" = {
      "config" = {
        "Cmd" = [
          "/usr/bin/python3.11"
          "-I"
          "-S"
          "/opt/gen-lock/runtime/main.py"
        ];
        "Entrypoint" = [
          "/usr/bin/tini"
          "--"
        ];
        "Env" = [
          "CUDA_VISIBLE_DEVICES=0"
          "GPU_VISIBLE_DEVICES=0"
          "HEALTH_CHECK_PORT=8119"
          "HOME=/home/appuser"
          "LANG=C.UTF-8"
          "MACHINE=pc2"
          "MODEL_EVICT_THRESHOLD_PCT=70"
          "OMP_NUM_THREADS=4"
          "PATH=/usr/local/bin:/usr/bin"
          "PYTHONPATH=/app"
          "PYTHONUNBUFFERED=1"
          "PYTORCH_CUDA_ALLOC_CONF=max_split_size_mb:32"
          "SERVICE_NAME=proactive-context-monitor"
          "SERVICE_PORT=7119"
          "SSL_CERT_FILE=/etc/ssl/certs/ca-certificates.crt"
          "TORCH_CUDA_ALLOC_CONF=max_split_size_mb:32"
          "TORCH_CUDA_ARCH_LIST=8.6"
          "UVICORN_WORKERS=8"
          "XDG_CACHE_HOME=/home/appuser/.cache"
        ];
        "ExposedPorts" = {
          "7119/tcp" = { };
          "8119/tcp" = { };
        };
        "Healthcheck" = {
          "Interval" = 10000000000;
          "Retries" = 3;
          "StartPeriod" = 30000000000;
          "Test" = [
            "CMD"
            "/usr/bin/curl"
            "-fsS"
            "-o"
            "/dev/null"
            "http://127.0.0.1:8119/health"
          ];
          "Timeout" = 5000000000;
        };
        "Labels" = {
          "health_check_port" = "8119";
          "org.opencontainers.image.description" = "ProactiveContextMonitor on pc2";
          "org.opencontainers.image.title" = "proactive-context-monitor";
        };
        "User" = "10001:10001";
        "WorkingDir" = "/app";
      };
      "description" = "ProactiveContextMonitor on pc2";
      "layers" = [
        "base-python-debs"
        "base-utils-debs"
        "base-cpu-pydeps-wheels"
        "runtime"
        "pc2-profile"
      ];
    };
    "real-time-audio-pipeline-pc2" = {
      "config" = {
        "Cmd" = [
          "/usr/bin/python3.11"
          "-I"
          "-S"
          "/opt/gen-lock/runtime/main.py"
        ];
        "Entrypoint" = [
          "/usr/bin/tini"
          "--"
        ];
        "Env" = [
          "CUDA_VISIBLE_DEVICES=0"
          "GPU_VISIBLE_DEVICES=0"
          "HEALTH_CHECK_PORT=6557"
          "HOME=/home/appuser"
          "LANG=C.UTF-8"
          "LD_LIBRARY_PATH=/usr/local/lib/python3.11/dist-packages/nvidia/cublas/lib:/usr/local/lib/python3.11/dist-packages/nvidia/cuda_nvrtc/lib:/usr/local/lib/python3.11/dist-packages/nvidia/cuda_runtime/lib:/usr/local/lib/python3.11/dist-packages/nvidia/cufft/lib:/usr/local/lib/python3.11/dist-packages/nvidia/curand/lib:/usr/local/lib/python3.11/dist-packages/nvidia/nvjitlink/lib:/usr/local/lib/python3.11/dist-packages/nvidia/cuda_cupti/lib:/usr/local/lib/python3.11/dist-packages/nvidia/cudnn/lib:/usr/local/lib/python3.11/dist-packages/nvidia/cusolver/lib:/usr/local/lib/python3.11/dist-packages/nvidia/cusparse/lib:/usr/local/lib/python3.11/dist-packages/nvidia/nccl/lib:/usr/local/lib/python3.11/dist-packages/nvidia/nvtx/lib"
          "MACHINE=pc2"
          "MODEL_EVICT_THRESHOLD_PCT=70"
          "NVIDIA_DRIVER_CAPABILITIES=compute,utility"
          "NVIDIA_REQUIRE_CUDA=cuda>=12.1"
          "NVIDIA_VISIBLE_DEVICES=all"
          "OMP_NUM_THREADS=4"
          "PATH=/usr/local/bin:/usr/bin"
          "PYTHONPATH=/app"
          "PYTHONUNBUFFERED=1"
          "PYTORCH_CUDA_ALLOC_CONF=max_split_size_mb:32"
          "SERVICE_NAME=real-time-audio-pipeline-pc2"
          "SERVICE_PORT=5557"
          "SSL_CERT_FILE=/etc/ssl/certs/ca-certificates.crt"
          "TORCH_CUDA_ALLOC_CONF=max_split_size_mb:32"
          "TORCH_CUDA_ARCH_LIST=8.6"
          "UVICORN_WORKERS=8"
          "XDG_CACHE_HOME=/home/appuser/.cache"
        ];
        "ExposedPorts" = {
          "5557/tcp" = { };
          "5558/tcp" = { };
          "6557/tcp" = { };
        };
        "Healthcheck" = {
          "Interval" = 10000000000;
          "Retries" = 3;
          "StartPeriod" = 30000000000;
          "Test" = [
            "CMD"
            "/usr/bin/curl"
            "-fsS"
            "-o"
            "/dev/null"
            "http://127.0.0.1:6557/health"
          ];
          "Timeout" = 5000000000;
        };
        "Labels" = {
          "health_check_port" = "6557";
          "org.opencontainers.image.description" = "RealTimeAudioPipelinePC2 on pc2";
          "org.opencontainers.image.title" = "real-time-audio-pipeline-pc2";
        };
        "User" = "10001:10001";
        "WorkingDir" = "/app";
      };
      "description" = "RealTimeAudioPipelinePC2 on pc2";
      "layers" = [
        "base-python-debs"
        "base-utils-debs"
        "wheel-nvidia-cublas-cu12-12.1.3.1"
        "wheel-nvidia-cufft-cu12-11.0.2.54"
        "wheel-nvidia-curand-cu12-10.3.2.106"
        "base-gpu-cu121-wheels"
        "wheel-nvidia-cudnn-cu12-8.9.2.26"
        "wheel-nvidia-cusolver-cu12-11.4.5.107"
        "wheel-nvidia-cusparse-cu12-12.1.0.106"
        "wheel-nvidia-nccl-cu12-2.19.3"
        "wheel-torch-2.2.2"
        "wheel-triton-2.2.0"
        "family-torch-cu121-wheels"
        "audio-debs"
        "runtime"
        "pc2-profile"
      ];
    };
    "redis" = {
      "config" = {
        "Cmd" = [
          "/usr/bin/python3.11"
          "-I"
          "-S"
          "/opt/gen-lock/runtime/main.py"
        ];
        "Entrypoint" = [
          "/usr/bin/tini"
          "--"
        ];
        "Env" = [
          "CUDA_VISIBLE_DEVICES=0"
          "GPU_VISIBLE_DEVICES=0"
          "HEALTH_CHECK_PORT=6380"
          "HOME=/home/appuser"
          "LANG=C.UTF-8"
          "MACHINE=pc2"
          "MODEL_EVICT_THRESHOLD_PCT=70"
          "OMP_NUM_THREADS=4"
          "PATH=/usr/local/bin:/usr/bin"
          "PYTHONPATH=/app"
          "PYTHONUNBUFFERED=1"
          "PYTORCH_CUDA_ALLOC_CONF=max_split_size_mb:32"
          "SERVICE_COMMAND=[\"/bin/sh\",\"/app/start.sh\"]"
          "SERVICE_NAME=redis"
          "SERVICE_PORT=6379"
          "SERVICE_PROBE=tcp://127.0.0.1:6379"
          "SSL_CERT_FILE=/etc/ssl/certs/ca-certificates.crt"
          "TORCH_CUDA_ALLOC_CONF=max_split_size_mb:32"
          "TORCH_CUDA_ARCH_LIST=8.6"
          "UVICORN_WORKERS=8"
          "XDG_CACHE_HOME=/home/appuser/.cache"
        ];
        "ExposedPorts" = {
          "6379/tcp" = { };
          "6380/tcp" = { };
        };
        "Healthcheck" = {
          "Interval" = 10000000000;
          "Retries" = 3;
          "StartPeriod" = 30000000000;
          "Test" = [
            "CMD"
            "/usr/bin/curl"
            "-fsS"
            "-o"
            "/dev/null"
            "http://127.0.0.1:6380/health"
          ];
          "Timeout" = 5000000000;
        };
        "Labels" = {
          "health_check_port" = "6380";
          "org.opencontainers.image.description" = "Redis on pc2";
          "org.opencontainers.image.title" = "redis";
        };
        "User" = "10001:10001";
        "WorkingDir" = "/app";
      };
      "description" = "Redis on pc2";
      "layers" = [
        "base-python-debs"
        "base-utils-debs"
        "redis-debs"
        "runtime"
        "pc2-profile"
        "redis-code"
      ];
    };
    "remote-connector-agent" = {
      "config" = {
        "Cmd" = [
          "/usr/bin/python3.11"
          "-I"
          "-S"
          "/opt/gen-lock/runtime/main.py"
        ];
        "Entrypoint" = [
          "/usr/bin/tini"
          "--"
        ];
        "Env" = [
          "CUDA_VISIBLE_DEVICES=0"
          "GPU_VISIBLE_DEVICES=0"
          "HEALTH_CHECK_PORT=8124"
          "HOME=/home/appuser"
          "LANG=C.UTF-8"
          "MACHINE=pc2"
          "MODEL_EVICT_THRESHOLD_PCT=70"
          "OMP_NUM_THREADS=4"
          "PATH=/usr/local/bin:/usr/bin"
          "PYTHONPATH=/app"
          "PYTHONUNBUFFERED=1"
          "PYTORCH_CUDA_ALLOC_CONF=max_split_size_mb:32"
          "SERVICE_NAME=remote-connector-agent"
          "SERVICE_PORT=7124"
          "SSL_CERT_FILE=/etc/ssl/certs/ca-certificates.crt"
          "TORCH_CUDA_ALLOC_CONF=max_split_size_mb:32"
          "TORCH_CUDA_ARCH_LIST=8.6"
          "UVICORN_WORKERS=8"
          "XDG_CACHE_HOME=/home/appuser/.cache"
        ];
        "ExposedPorts" = {
          "7124/tcp" = { };
          "8124/tcp" = { };
        };
        "Healthcheck" = {
          "Interval" = 10000000000;
          "Retries" = 3;
          "StartPeriod" = 30000000000;
          "Test" = [
            "CMD"
            "/usr/bin/curl"
            "-fsS"
            "-o"
            "/dev/null"
            "http://127.0.0.1:8124/health"
          ];
          "Timeout" = 5000000000;
        };
        "Labels" = {
          "health_check_port" = "8124";
          "org.opencontainers.image.description" = "RemoteConnectorAgent on pc2";
          "org.opencontainers.image.title" = "remote-connector-agent";
        };
        "User" = "10001:10001";
        "WorkingDir" = "/app";
      };
      "description" = "RemoteConnectorAgent on pc2";
      "layers" = [
        "base-python-debs"
        "base-utils-debs"
        "base-cpu-pydeps-wheels"
        "runtime"
        "pc2-profile"
      ];
    };
    "resource-manager" = {
      "config" = {
        "Cmd" = [
          "/usr/bin/python3.11"
          "-I"
          "-S"
          "/opt/gen-lock/runtime/main.py"
        ];
        "Entrypoint" = [
          "/usr/bin/tini"
          "--"
        ];
        "Env" = [
          "CUDA_VISIBLE_DEVICES=0"
          "GPU_VISIBLE_DEVICES=0"
          "HEALTH_CHECK_PORT=8113"
          "HOME=/home/appuser"
          "LANG=C.UTF-8"
          "MACHINE=pc2"
          "MODEL_EVICT_THRESHOLD_PCT=70"
          "OMP_NUM_THREADS=4"
          "PATH=/usr/local/bin:/usr/bin"
          "PYTHONPATH=/app"
          "PYTHONUNBUFFERED=1"
          "PYTORCH_CUDA_ALLOC_CONF=max_split_size_mb:32"
          "SERVICE_NAME=resource-manager"
          "SERVICE_PORT=7113"
          "SSL_CERT_FILE=/etc/ssl/certs/ca-certificates.crt"
          "TORCH_CUDA_ALLOC_CONF=max_split_size_mb:32"
          "TORCH_CUDA_ARCH_LIST=8.6"
          "UVICORN_WORKERS=8"
          "XDG_CACHE_HOME=/home/appuser/.cache"
        ];
        "ExposedPorts" = {
          "7113/tcp" = { };
          "8113/tcp" = { };
        };
        "Healthcheck" = {
          "Interval" = 10000000000;
          "Retries" = 3;
          "StartPeriod" = 30000000000;
          "Test" = [
            "CMD"
            "/usr/bin/curl"
            "-fsS"
            "-o"
            "/dev/null"
            "http://127.0.0.1:8113/health"
          ];
          "Timeout" = 5000000000;
        };
        "Labels" = {
          "health_check_port" = "8113";
          "org.opencontainers.image.description" = "ResourceManager on pc2";
          "org.opencontainers.image.title" = "resource-manager";
        };
        "User" = "10001:10001";
        "WorkingDir" = "/app";
      };
      "description" = "ResourceManager on pc2";
      "layers" = [
        "base-python-debs"
        "base-utils-debs"
        "base-cpu-pydeps-wheels"
        "runtime"
        "pc2-profile"
      ];
    };
    "self-healing-supervisor" = {
      "config" = {
        "Cmd" = [
          "/usr/bin/python3.11"
          "-I"
          "-S"
          "/opt/gen-lock/runtime/main.py"
        ];
        "Entrypoint" = [
          "/usr/bin/tini"
          "--"
        ];
        "Env" = [
          "CUDA_VISIBLE_DEVICES=0"
          "GPU_VISIBLE_DEVICES=0"
          "HEALTH_CHECK_PORT=9008"
          "HOME=/home/appuser"
          "LANG=C.UTF-8"
          "MACHINE=pc2"
          "MODEL_EVICT_THRESHOLD_PCT=70"
          "OMP_NUM_THREADS=4"
          "PATH=/usr/local/bin:/usr/bin"
          "PYTHONPATH=/app"
          "PYTHONUNBUFFERED=1"
          "PYTORCH_CUDA_ALLOC_CONF=max_split_size_mb:32"
          "SERVICE_APP=supervisor.app:app"
          "SERVICE_NAME=self-healing-supervisor"
          "SERVICE_PORT=7009"
          "SERVICE_WORKERS=1"
          "SSL_CERT_FILE=/etc/ssl/certs/ca-certificates.crt"
          "TORCH_CUDA_ALLOC_CONF=max_split_size_mb:32"
          "TORCH_CUDA_ARCH_LIST=8.6"
          "UVICORN_WORKERS=8"
          "XDG_CACHE_HOME=/home/appuser/.cache"
        ];
        "ExposedPorts" = {
          "7009/tcp" = { };
          "9008/tcp" = { };
        };
        "Healthcheck" = {
          "Interval" = 10000000000;
          "Retries" = 3;
          "StartPeriod" = 30000000000;
          "Test" = [
            "CMD"
            "/usr/bin/curl"
            "-fsS"
            "-o"
            "/dev/null"
            "http://127.0.0.1:9008/health"
          ];
          "Timeout" = 5000000000;
        };
        "Labels" = {
          "health_check_port" = "9008";
          "org.opencontainers.image.description" = "SelfHealingSupervisor on pc2";
          "org.opencontainers.image.title" = "self-healing-supervisor";
        };
        "User" = "10001:10001";
        "WorkingDir" = "/app";
      };
      "description" = "SelfHealingSupervisor on pc2";
      "layers" = [
        "base-python-debs"
        "base-utils-debs"
        "base-cpu-pydeps-wheels"
        "runtime"
        "pc2-profile"
        "self-healing-supervisor-code"
      ];
    };
    "speech-relay-service" = {
      "config" = {
        "Cmd" = [
          "/usr/bin/python3.11"
          "-I"
          "-S"
          "/opt/gen-lock/runtime/main.py"
        ];
        "Entrypoint" = [
          "/usr/bin/tini"
          "--"
        ];
        "Env" = [
          "CUDA_VISIBLE_DEVICES=0"
          "GPU_VISIBLE_DEVICES=0"
          "HEALTH_CHECK_PORT=8130"
          "HOME=/home/appuser"
          "LANG=C.UTF-8"
          "LD_LIBRARY_PATH=/usr/local/lib/python3.11/dist-packages/nvidia/cublas/lib:/usr/local/lib/python3.11/dist-packages/nvidia/cuda_nvrtc/lib:/usr/local/lib/python3.11/dist-packages/nvidia/cuda_runtime/lib:/usr/local/lib/python3.11/dist-packages/nvidia/cufft/lib:/usr/local/lib/python3.11/dist-packages/nvidia/curand/lib:/usr/local/lib/python3.11/dist-packages/nvidia/nvjitlink/lib:/usr/local/lib/python3.11/dist-packages/nvidia/cuda_cupti/lib:/usr/local/lib/python3.11/dist-packages/nvidia/cudnn/lib:/usr/local/lib/python3.11/dist-packages/nvidia/cusolver/lib:/usr/local/lib/python3.11/dist-packages/nvidia/cusparse/lib:/usr/local/lib/python3.11/dist-packages/nvidia/nccl/lib:/usr/local/lib/python3.11/dist-packages/nvidia/nvtx/lib"
          "MACHINE=pc2"
          "MODEL_EVICT_THRESHOLD_PCT=70"
          "NVIDIA_DRIVER_CAPABILITIES=compute,utility"
          "NVIDIA_REQUIRE_CUDA=cuda>=12.1"
          "NVIDIA_VISIBLE_DEVICES=all"
          "OMP_NUM_THREADS=4"
          "PATH=/usr/local/bin:/usr/bin"
          "PYTHONPATH=/app"
          "PYTHONUNBUFFERED=1"
          "PYTORCH_CUDA_ALLOC_CONF=max_split_size_mb:32"
          "SERVICE_APP=speech_relay:app"
          "SERVICE_NAME=speech-relay-service"
          "SERVICE_PORT=7130"
          "SERVICE_WORKERS=1"
          "SSL_CERT_FILE=/etc/ssl/certs/ca-certificates.crt"
          "TORCH_CUDA_ALLOC_CONF=max_split_size_mb:32"
          "TORCH_CUDA_ARCH_LIST=8.6"
          "UPSTREAM_URL=ws://mainpc:5562/speech"
          "UVICORN_WORKERS=8"
          "XDG_CACHE_HOME=/home/appuser/.cache"
        ];
        "ExposedPorts" = {
          "7130/tcp" = { };
          "8130/tcp" = { };
        };
        "Healthcheck" = {
          "Interval" = 10000000000;
          "Retries" = 3;
          "StartPeriod" = 30000000000;
          "Test" = [
            "CMD"
            "/usr/bin/curl"
            "-fsS"
            "-o"
            "/dev/null"
            "http://127.0.0.1:8130/health"
          ];
          "Timeout" = 5000000000;
        };
        "Labels" = {
          "health_check_port" = "8130";
          "org.opencontainers.image.description" = "SpeechRelayService on pc2";
          "org.opencontainers.image.title" = "speech-relay-service";
        };
        "User" = "10001:10001";
        "WorkingDir" = "/app";
      };
      "description" = "SpeechRelayService on pc2";
      "layers" = [
        "base-python-debs"
        "base-utils-debs"
        "wheel-nvidia-cublas-cu12-12.1.3.1"
        "wheel-nvidia-cufft-cu12-11.0.2.54"
        "wheel-nvidia-curand-cu12-10.3.2.106"
        "base-gpu-cu121-wheels"
        "wheel-nvidia-cudnn-cu12-8.9.2.26"
        "wheel-nvidia-cusolver-cu12-11.4.5.107"
        "wheel-nvidia-cusparse-cu12-12.1.0.106"
        "wheel-nvidia-nccl-cu12-2.19.3"
        "wheel-torch-2.2.2"
        "wheel-triton-2.2.0"
        "family-torch-cu121-wheels"
        "speech-relay-service-wheels"
        "audio-debs"
        "runtime"
        "pc2-profile"
        "speech-relay-service-code"
      ];
    };
    "task-scheduler" = {
      "config" = {
        "Cmd" = [
          "/usr/bin/python3.11"
          "-I"
          "-S"
          "/opt/gen-lock/runtime/main.py"
        ];
        "Entrypoint" = [
          "/usr/bin/tini"
          "--"
        ];
        "Env" = [
          "CUDA_VISIBLE_DEVICES=0"
          "GPU_VISIBLE_DEVICES=0"
          "HEALTH_CHECK_PORT=8115"
          "HOME=/home/appuser"
          "LANG=C.UTF-8"
          "MACHINE=pc2"
          "MODEL_EVICT_THRESHOLD_PCT=70"
          "OMP_NUM_THREADS=4"
          "PATH=/usr/local/bin:/usr/bin"
          "PYTHONPATH=/app"
          "PYTHONUNBUFFERED=1"
          "PYTORCH_CUDA_ALLOC_CONF=max_split_size_mb:32"
          "SERVICE_NAME=task-scheduler"
          "SERVICE_PORT=7115"
          "SSL_CERT_FILE=/etc/ssl/certs/ca-certificates.crt"
          "TORCH_CUDA_ALLOC_CONF=max_split_size_mb:32"
          "TORCH_CUDA_ARCH_LIST=8.6"
          "UVICORN_WORKERS=8"
          "XDG_CACHE_HOME=/home/appuser/.cache"
        ];
        "ExposedPorts" = {
          "7115/tcp" = { };
          "8115/tcp" = { };
        };
        "Healthcheck" = {
          "Interval" = 10000000000;
          "Retries" = 3;
          "StartPeriod" = 30000000000;
          "Test" = [
            "CMD"
            "/usr/bin/curl"
            "-fsS"
            "-o"
            "/dev/null"
            "http://127.0.0.1:8115/health"
          ];
          "Timeout" = 5000000000;
        };
        "Labels" = {
          "health_check_port" = "8115";
          "org.opencontainers.image.description" = "TaskScheduler on pc2";
          "org.opencontainers.image.title" = "task-scheduler";
        };
        "User" = "10001:10001";
        "WorkingDir" = "/app";
      };
      "description" = "TaskScheduler on pc2";
      "layers" = [
        "base-python-debs"
        "base-utils-debs"
        "base-cpu-pydeps-wheels"
        "runtime"
        "pc2-profile"
      ];
    };
    "tiered-responder" = {
      "config" = {
        "Cmd" = [
          "/usr/bin/python3.11"
          "-I"
          "-S"
          "/opt/gen-lock/runtime/main.py"
        ];
        "Entrypoint" = [
          "/usr/bin/tini"
          "--"
        ];
        "Env" = [
          "CUDA_VISIBLE_DEVICES=0"
          "GPU_VISIBLE_DEVICES=0"
          "HEALTH_CHECK_PORT=8100"
          "HOME=/home/appuser"
          "LANG=C.UTF-8"
          "MACHINE=pc2"
          "MODEL_EVICT_THRESHOLD_PCT=70"
          "OMP_NUM_THREADS=4"
          "PATH=/usr/local/bin:/usr/bin"
          "PYTHONPATH=/app"
          "PYTHONUNBUFFERED=1"
          "PYTORCH_CUDA_ALLOC_CONF=max_split_size_mb:32"
          "SERVICE_NAME=tiered-responder"
          "SERVICE_PORT=7100"
          "SSL_CERT_FILE=/etc/ssl/certs/ca-certificates.crt"
          "TORCH_CUDA_ALLOC_CONF=max_split_size_mb:32"
          "TORCH_CUDA_ARCH_LIST=8.6"
          "UVICORN_WORKERS=8"
          "XDG_CACHE_HOME=/home/appuser/.cache"
        ];
        "ExposedPorts" = {
          "7100/tcp" = { };
          "8100/tcp" = { };
        };
        "Healthcheck" = {
          "Interval" = 10000000000;
          "Retries" = 3;
          "StartPeriod" = 30000000000;
          "Test" = [
            "CMD"
            "/usr/bin/curl"
            "-fsS"
            "-o"
            "/dev/null"
            "http://127.0.0.1:8100/health"
          ];
          "Timeout" = 5000000000;
        };
        "Labels" = {
          "health_check_port" = "8100";
          "org.opencontainers.image.description" = "TieredResponder on pc2";
          "org.opencontainers.image.title" = "tiered-responder";
        };
        "User" = "10001:10001";
        "WorkingDir" = "/app";
      };
      "description" = "TieredResponder on pc2";
      "layers" = [
        "base-python-debs"
        "base-utils-debs"
        "base-cpu-pydeps-wheels"
        "runtime"
        "pc2-profile"
      ];
    };
    "tutoring-service-agent" = {
      "config" = {
        "Cmd" = [
          "/usr/bin/python3.11"
          "-I"
          "-S"
          "/opt/gen-lock/runtime/main.py"
        ];
        "Entrypoint" = [
          "/usr/bin/tini"
          "--"
        ];
        "Env" = [
          "CUDA_VISIBLE_DEVICES=0"
          "GPU_VISIBLE_DEVICES=0"
          "HEALTH_CHECK_PORT=8108"
          "HOME=/home/appuser"
          "LANG=C.UTF-8"
          "MACHINE=pc2"
          "MODEL_EVICT_THRESHOLD_PCT=70"
          "OMP_NUM_THREADS=4"
          "PATH=/usr/local/bin:/usr/bin"
          "PYTHONPATH=/app"
          "PYTHONUNBUFFERED=1"
          "PYTORCH_CUDA_ALLOC_CONF=max_split_size_mb:32"
          "SERVICE_NAME=tutoring-service-agent"
          "SERVICE_PORT=7108"
          "SSL_CERT_FILE=/etc/ssl/certs/ca-certificates.crt"
          "TORCH_CUDA_ALLOC_CONF=max_split_size_mb:32"
          "TORCH_CUDA_ARCH_LIST=8.6"
          "UVICORN_WORKERS=8"
          "XDG_CACHE_HOME=/home/appuser/.cache"
        ];
        "ExposedPorts" = {
          "7108/tcp" = { };
          "8108/tcp" = { };
        };
        "Healthcheck" = {
          "Interval" = 10000000000;
          "Retries" = 3;
          "StartPeriod" = 30000000000;
          "Test" = [
            "CMD"
            "/usr/bin/curl"
            "-fsS"
            "-o"
            "/dev/null"
            "http://127.0.0.1:8108/health"
          ];
          "Timeout" = 5000000000;
        };
        "Labels" = {
          "health_check_port" = "8108";
          "org.opencontainers.image.description" = "TutoringServiceAgent on pc2";
          "org.opencontainers.image.title" = "tutoring-service-agent";
        };
        "User" = "10001:10001";
        "WorkingDir" = "/app";
      };
      "description" = "TutoringServiceAgent on pc2";
      "layers" = [
        "base-python-debs"
        "base-utils-debs"
        "base-cpu-pydeps-wheels"
        "runtime"
        "pc2-profile"
      ];
    };
    "unified-observability-center" = {
      "config" = {
        "Cmd" = [
          "/usr/bin/python3.11"
          "-I"
          "-S"
          "/opt/gen-lock/runtime/main.py"
        ];
        "Entrypoint" = [
          "/usr/bin/tini"
          "--"
        ];
        "Env" = [
          "CUDA_VISIBLE_DEVICES=0"
          "FORWARD_URL=http://mainpc:9100"
          "GPU_VISIBLE_DEVICES=0"
          "HEALTH_CHECK_PORT=9110"
          "HOME=/home/appuser"
          "LANG=C.UTF-8"
          "MACHINE=pc2"
          "MODEL_EVICT_THRESHOLD_PCT=70"
          "OMP_NUM_THREADS=4"
          "PATH=/usr/local/bin:/usr/bin"
          "PYTHONPATH=/app"
          "PYTHONUNBUFFERED=1"
          "PYTORCH_CUDA_ALLOC_CONF=max_split_size_mb:32"
          "SERVICE_APP=center.app:app"
          "SERVICE_NAME=unified-observability-center"
          "SERVICE_PORT=9100"
          "SERVICE_WORKERS=1"
          "SSL_CERT_FILE=/etc/ssl/certs/ca-certificates.crt"
          "TORCH_CUDA_ALLOC_CONF=max_split_size_mb:32"
          "TORCH_CUDA_ARCH_LIST=8.6"
          "UVICORN_WORKERS=8"
          "XDG_CACHE_HOME=/home/appuser/.cache"
        ];
        "ExposedPorts" = {
          "9100/tcp" = { };
          "9110/tcp" = { };
        };
        "Healthcheck" = {
          "Interval" = 10000000000;
          "Retries" = 3;
          "StartPeriod" = 30000000000;
          "Test" = [
            "CMD"
            "/usr/bin/curl"
            "-fsS"
            "-o"
            "/dev/null"
            "http://127.0.0.1:9110/health"
          ];
          "Timeout" = 5000000000;
        };
        "Labels" = {
          "health_check_port" = "9110";
          "org.opencontainers.image.description" = "UnifiedObservabilityCenter on pc2";
          "org.opencontainers.image.title" = "unified-observability-center";
        };
        "User" = "10001:10001";
        "WorkingDir" = "/app";
      };
      "description" = "UnifiedObservabilityCenter on pc2";
      "layers" = [
        "base-python-debs"
        "base-utils-debs"
        "base-cpu-pydeps-wheels"
        "family-web-wheels"
        "runtime"
        "pc2-profile"
        "unified-observability-center-code"
      ];
    };
    "unified-utils-agent" = {
      "config" = {
        "Cmd" = [
          "/usr/bin/python3.11"
          "-I"
          "-S"
          "/opt/gen-lock/runtime/main.py"
        ];
        "Entrypoint" = [
          "/usr/bin/tini"
          "--"
        ];
        "Env" = [
          "CUDA_VISIBLE_DEVICES=0"
          "GPU_VISIBLE_DEVICES=0"
          "HEALTH_CHECK_PORT=8118"
          "HOME=/home/appuser"
          "LANG=C.UTF-8"
          "MACHINE=pc2"
          "MODEL_EVICT_THRESHOLD_PCT=70"
          "OMP_NUM_THREADS=4"
          "PATH=/usr/local/bin:/usr/bin"
          "PYTHONPATH=/app"
          "PYTHONUNBUFFERED=1"
          "PYTORCH_CUDA_ALLOC_CONF=max_split_size_mb:32"
          "SERVICE_NAME=unified-utils-agent"
          "SERVICE_PORT=7118"
          "SSL_CERT_FILE=/etc/ssl/certs/ca-certificates.crt"
          "TORCH_CUDA_ALLOC_CONF=max_split_size_mb:32"
          "TORCH_CUDA_ARCH_LIST=8.6"
          "UVICORN_WORKERS=8"
          "XDG_CACHE_HOME=/home/appuser/.cache"
        ];
        "ExposedPorts" = {
          "7118/tcp" = { };
          "8118/tcp" = { };
        };
        "Healthcheck" = {
          "Interval" = 10000000000;
          "Retries" = 3;
          "StartPeriod" = 30000000000;
          "Test" = [
            "CMD"
            "/usr/bin/curl"
            "-fsS"
            "-o"
            "/dev/null"
            "http://127.0.0.1:8118/health"
          ];
          "Timeout" = 5000000000;
        };
        "Labels" = {
          "health_check_port" = "8118";
          "org.opencontainers.image.description" = "UnifiedUtilsAgent on pc2";
          "org.opencontainers.image.title" = "unified-utils-agent";
        };
        "User" = "10001:10001";
        "WorkingDir" = "/app";
      };
      "description" = "UnifiedUtilsAgent on pc2";
      "layers" = [
        "base-python-debs"
        "base-utils-debs"
        "base-cpu-pydeps-wheels"
        "runtime"
        "pc2-profile"
      ];
    };
    "unified-web-agent" = {
      "config" = {
        "Cmd" = [
          "/usr/bin/python3.11"
          "-I"
          "-S"
          "/opt/gen-lock/runtime/main.py"
        ];
        "Entrypoint" = [
          "/usr/bin/tini"
          "--"
        ];
        "Env" = [
          "CUDA_VISIBLE_DEVICES=0"
          "GPU_VISIBLE_DEVICES=0"
          "HEALTH_CHECK_PORT=8126"
          "HOME=/home/appuser"
          "LANG=C.UTF-8"
          "MACHINE=pc2"
          "MODEL_EVICT_THRESHOLD_PCT=70"
          "OMP_NUM_THREADS=4"
          "PATH=/usr/local/bin:/usr/bin"
          "PYTHONPATH=/app"
          "PYTHONUNBUFFERED=1"
          "PYTORCH_CUDA_ALLOC_CONF=max_split_size_mb:32"
          "SERVICE_NAME=unified-web-agent"
          "SERVICE_PORT=7126"
          "SSL_CERT_FILE=/etc/ssl/certs/ca-certificates.crt"
          "TORCH_CUDA_ALLOC_CONF=max_split_size_mb:32"
          "TORCH_CUDA_ARCH_LIST=8.6"
          "UVICORN_WORKERS=8"
          "XDG_CACHE_HOME=/home/appuser/.cache"
        ];
        "ExposedPorts" = {
          "7126/tcp" = { };
          "8126/tcp" = { };
        };
        "Healthcheck" = {
          "Interval" = 10000000000;
          "Retries" = 3;
          "StartPeriod" = 30000000000;
          "Test" = [
            "CMD"
            "/usr/bin/curl"
            "-fsS"
            "-o"
            "/dev/null"
            "http://127.0.0.1:8126/health"
          ];
          "Timeout" = 5000000000;
        };
        "Labels" = {
          "health_check_port" = "8126";
          "org.opencontainers.image.description" = "UnifiedWebAgent on pc2";
          "org.opencontainers.image.title" = "unified-web-agent";
        };
        "User" = "10001:10001";
        "WorkingDir" = "/app";
      };
      "description" = "UnifiedWebAgent on pc2";
      "layers" = [
        "base-python-debs"
        "base-utils-debs"
        "base-cpu-pydeps-wheels"
        "family-web-wheels"
        "runtime"
        "pc2-profile"
      ];
    };
    "vision-processing-agent" = {
      "config" = {
        "Cmd" = [
          "/usr/bin/python3.11"
          "-I"
          "-S"
          "/opt/gen-lock/runtime/main.py"
        ];
        "Entrypoint" = [
          "/usr/bin/tini"
          "--"
        ];
        "Env" = [
          "CUDA_VISIBLE_DEVICES=0"
          "GPU_VISIBLE_DEVICES=0"
          "HEALTH_CHECK_PORT=8160"
          "HOME=/home/appuser"
          "LANG=C.UTF-8"
          "LD_LIBRARY_PATH=/usr/local/lib/python3.11/dist-packages/nvidia/cublas/lib:/usr/local/lib/python3.11/dist-packages/nvidia/cuda_nvrtc/lib:/usr/local/lib/python3.11/dist-packages/nvidia/cuda_runtime/lib:/usr/local/lib/python3.11/dist-packages/nvidia/cufft/lib:/usr/local/lib/python3.11/dist-packages/nvidia/curand/lib:/usr/local/lib/python3.11/dist-packages/nvidia/nvjitlink/lib:/usr/local/lib/python3.11/dist-packages/nvidia/cudnn/lib"
          "MACHINE=pc2"
          "MODEL_EVICT_THRESHOLD_PCT=70"
          "NVIDIA_DRIVER_CAPABILITIES=compute,utility"
          "NVIDIA_REQUIRE_CUDA=cuda>=12.1"
          "NVIDIA_VISIBLE_DEVICES=all"
          "OMP_NUM_THREADS=4"
          "PATH=/usr/local/bin:/usr/bin"
          "PYTHONPATH=/app"
          "PYTHONUNBUFFERED=1"
          "PYTORCH_CUDA_ALLOC_CONF=max_split_size_mb:32"
          "SERVICE_NAME=vision-processing-agent"
          "SERVICE_PORT=7160"
          "SSL_CERT_FILE=/etc/ssl/certs/ca-certificates.crt"
          "TORCH_CUDA_ALLOC_CONF=max_split_size_mb:32"
          "TORCH_CUDA_ARCH_LIST=8.6"
          "UVICORN_WORKERS=8"
          "XDG_CACHE_HOME=/home/appuser/.cache"
        ];
        "ExposedPorts" = {
          "7160/tcp" = { };
          "8160/tcp" = { };
        };
        "Healthcheck" = {
          "Interval" = 10000000000;
          "Retries" = 3;
          "StartPeriod" = 30000000000;
          "Test" = [
            "CMD"
            "/usr/bin/curl"
            "-fsS"
            "-o"
            "/dev/null"
            "http://127.0.0.1:8160/health"
          ];
          "Timeout" = 5000000000;
        };
        "Labels" = {
          "health_check_port" = "8160";
          "org.opencontainers.image.description" = "VisionProcessingAgent on pc2";
          "org.opencontainers.image.title" = "vision-processing-agent";
        };
        "User" = "10001:10001";
        "WorkingDir" = "/app";
      };
      "description" = "VisionProcessingAgent on pc2";
      "layers" = [
        "base-python-debs"
        "base-utils-debs"
        "wheel-nvidia-cublas-cu12-12.1.3.1"
        "wheel-nvidia-cufft-cu12-11.0.2.54"
        "wheel-nvidia-curand-cu12-10.3.2.106"
        "base-gpu-cu121-wheels"
        "family-vision-cu121-debs"
        "wheel-nvidia-cudnn-cu12-9.1.1.17"
        "wheel-onnxruntime-gpu-1.20.2"
        "family-vision-cu121-wheels"
        "runtime"
        "pc2-profile"
      ];
    };
  };
}
